using System.Diagnostics;
using PerfDb.Driver.Providers;

namespace PerfDb.Driver.Statistics;

/// <summary>
/// Carries completed commands from the thread that ran them to the cells that count them, a few dozen at a time.
/// <para>
/// An interlocked operation costs 6 ns and, when threads share what it changes, 30 to 60 ns; a command would need two to
/// five. So a thread appends to a ring of its own with plain stores (one producer, one consumer, as in Lamport's queue of 1977),
/// and the cells are changed only under <see cref="ApplyLock"/>, with plain additions: by the thread itself once 64
/// commands wait, by every snapshot and eviction for all threads. Measured per command: see docs/guide/statistics.md.
/// </para>
/// <para>
/// A thread that finds the lock taken goes on and tries again 16 commands later; it waits only when the ring's 128 places
/// are full. The lock is held for well under a microsecond per ring, or while a snapshot copies one statement.
/// The rings are the process's, not a store's: there is one per thread however many data sources it uses, and a ring whose
/// thread has ended is emptied and forgotten by the next snapshot or the next thread's first command. A ring costs 6 KiB
/// and refers to the cells of its last 128 commands, so a discarded store is collected once its threads moved on.
/// </para>
/// </summary>
[DebuggerDisplay("{_head - _tail} waiting")]
internal sealed class RecordBuffer
{
    private const int Capacity = 128;
    private const int DrainAt = Capacity / 2;
    private const int DrainEvery = DrainAt / 4;

    /// <summary>Guards the contents of every <see cref="StatementCounters"/>. No other lock is taken under it.</summary>
    public static readonly Lock ApplyLock = new();

    private static readonly List<RecordBuffer> Registered = [];

    [ThreadStatic]
    private static RecordBuffer? t_current;

    private readonly Entry[] _entries = new Entry[Capacity];
    private readonly Thread _owner = Thread.CurrentThread;
    private int _head;
    private int _tail;

    /// <summary>Hands over one completed command. Allocates only on a thread's first call.</summary>
    public static void Append(StatementCounters counters, in CommandOutcome outcome)
    {
        RecordBuffer buffer = t_current ?? Register();
        int head = buffer._head;
        ref Entry entry = ref buffer._entries[head & (Capacity - 1)];
        if (entry.Counters != counters)
        {
            // Only then, because storing a reference also tells the garbage collector.
            entry.Counters = counters;
        }

        entry.DurationTicks = outcome.DurationTicks;
        entry.EndTimestamp = outcome.EndTimestamp;
        entry.FirstRowTicks = outcome.FirstRowTicks;
        entry.Rows = outcome.Rows;
        entry.Error = outcome.Error;

        // The release that lets another thread's drain see the entry whole.
        Volatile.Write(ref buffer._head, head + 1);
        int waiting = head + 1 - buffer._tail;
        if (waiting >= DrainAt && waiting % DrainEvery == 0)
        {
            buffer.DrainOwn(waiting);
        }
    }

    /// <summary>Counts every command that was handed over before the call, by whichever thread.</summary>
    public static void DrainAll()
    {
        lock (ApplyLock)
        {
            DrainRegistered();
        }
    }

    private static RecordBuffer Register()
    {
        RecordBuffer buffer = new();
        lock (ApplyLock)
        {
            DrainRegistered();
            Registered.Add(buffer);
        }

        t_current = buffer;
        return buffer;
    }

    private static void DrainRegistered()
    {
        for (int i = Registered.Count - 1; i >= 0; i--)
        {
            RecordBuffer buffer = Registered[i];

            // Asked before draining: a thread that has ended by now appends no more.
            bool ended = !buffer._owner.IsAlive;
            buffer.Drain();
            if (ended)
            {
                Registered.RemoveAt(i);
            }
        }
    }

    private void DrainOwn(int waiting)
    {
        if (waiting == Capacity)
        {
            ApplyLock.Enter();
        }
        else if (!ApplyLock.TryEnter())
        {
            return;
        }

        try
        {
            Drain();
        }
        finally
        {
            ApplyLock.Exit();
        }
    }

    private void Drain()
    {
        Debug.Assert(ApplyLock.IsHeldByCurrentThread);
        int head = Volatile.Read(ref _head);
        int next = _tail;
        try
        {
            while (next != head)
            {
                ref Entry entry = ref _entries[next++ & (Capacity - 1)];
                entry.Counters!.Apply(entry.DurationTicks, entry.EndTimestamp, entry.FirstRowTicks, entry.Rows, entry.Error);
            }
        }
        finally
        {
            // Also when memory ran out in between: no command may be counted twice, or stop the ring for ever.
            Volatile.Write(ref _tail, next);
        }
    }

    private struct Entry
    {
        public StatementCounters? Counters;
        public long DurationTicks;
        public long EndTimestamp;
        public long FirstRowTicks;
        public long Rows;
        public ErrorClass Error;
    }
}
