using System.Runtime.CompilerServices;

namespace PerfDb.Driver.Sql.Normalizing;

/// <summary>The VALUES lists around the present token, at most four; rows of deeper ones are not collapsed.</summary>
internal struct RowStack
{
    private const int MaxLevels = 4;
    private Levels _levels;
    private int _count;

    /// <summary>Whether a VALUES list at this depth waits for its next row.</summary>
    public readonly bool IsWaiting(int depth) => _count > 0 && _levels[_count - 1].Depth == depth && !_levels[_count - 1].IsOpen;

    /// <summary>Whether a row is open whose brackets enclose this depth directly.</summary>
    public readonly bool IsOpen(int depth) => _count > 0 && _levels[_count - 1].Depth == depth && _levels[_count - 1].IsOpen;

    public readonly bool HasOpenRow => _count > 0 && _levels[_count - 1].IsOpen;

    public readonly bool IsEmpty => _count == 0;

    public readonly bool IsFirst => _levels[_count - 1].Last.Length == 0;

    public readonly SinkMark Begin => _levels[_count - 1].Begin;

    public readonly SinkMark Last => _levels[_count - 1].Last;

    public bool TryPush(int depth)
    {
        if (_count == MaxLevels)
        {
            return false;
        }

        _levels[_count++] = new Level { Depth = depth };
        return true;
    }

    public void Open(in SinkMark begin)
    {
        _levels[_count - 1].Begin = begin;
        _levels[_count - 1].IsOpen = true;
    }

    public void Close(in SinkMark last)
    {
        _levels[_count - 1].Last = last;
        _levels[_count - 1].IsOpen = false;
    }

    public void Pop() => _count--;

    private struct Level
    {
        public int Depth;
        public bool IsOpen;
        public SinkMark Begin;
        public SinkMark Last;
    }

    [InlineArray(MaxLevels)]
    private struct Levels
    {
        private Level _first;
    }
}
