using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.RegularExpressions;
using PerfDb.Driver.Sql;

namespace PerfDb.Benchmarks.Interleaved;

/// <summary>
/// What does the fingerprint of a text never seen cost beside a bare vectorised scan-and-hash, a normaliser of three regular
/// expressions and libpg_query? Every text goes through all arms in turn; each arm keeps its fastest batch.
/// </summary>
internal static partial class SqlRun
{
    private static ulong sink;

    public static void Execute()
    {
        var analyzer = new SqlAnalyzer(SqlDialect.PostgreSql);
        var hasOracle = NativeLibrary.TryLoad("libpg_query.so.1504.0", out _);
        var texts = Texts();
        for (var round = 0; round < 3; round++)
        {
            foreach (var text in texts)
            {
                for (var i = 0; i < 300_000 / text.Length; i++)
                {
                    sink += analyzer.Fingerprint(text).Value + Bare(text) + analyzer.Analyze(text).Fingerprint.Value;
                }
            }

            GC.Collect();
        }

        double ours = 0, whole = 0, bare = 0, regex = 0, oracle = 0, ratioBare = 0, ratioWhole = 0;
        foreach (var text in texts)
        {
            var utf8 = Encoding.UTF8.GetBytes(text + "\0");
            var f = Fastest(text, () => sink += analyzer.Fingerprint(text).Value);
            var b = Fastest(text, () => sink += Bare(text));
            var w = Fastest(text, () => sink += analyzer.Analyze(text).Fingerprint.Value);
            var r = Fastest(text, () => sink += (ulong)ThreeRegexes(text).Length);
            var o = hasOracle ? Fastest(text, () => Oracle(utf8)) : 0;
            (ours, whole, bare, regex, oracle) = (ours + f, whole + w, bare + b, regex + r, oracle + o);
            (ratioBare, ratioWhole) = (ratioBare + (b / f), ratioWhole + (b / w));
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread();
        foreach (var text in texts)
        {
            sink += analyzer.Fingerprint(text).Value;
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Say($"{texts.Length} texts, {texts.Average(static t => t.Length):F0} characters on average, {bytes} B allocated by fingerprints");
        Say($"fingerprint {ours / texts.Length:F0} ns, analysis {whole / texts.Length:F0}, bare scan {bare / texts.Length:F0}, three regexes {regex / texts.Length:F0}, libpg_query {oracle / texts.Length:F0}");
        Say($"fingerprint: {oracle / ours:F1} x libpg_query, {regex / ours:F1} x three regexes, {bare / ours:F2} x bare (mean of ratios {ratioBare / texts.Length:F2})");
        Say($"analysis: {bare / whole:F3} x bare (mean of ratios {ratioWhole / texts.Length:F3})");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static double Fastest(string text, Action run)
    {
        var repeats = Math.Max(1, 40_000 / text.Length);
        var best = double.MaxValue;
        for (var batch = 0; batch < 25; batch++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < repeats; i++)
            {
                run();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / repeats);
        }

        return best;
    }

    private static string[] Texts()
    {
        var texts = new List<string>();
        string[] entities = ["Orders", "Customers", "Products", "Invoices", "Shipments", "Payments", "Reviews", "Addresses"];
        foreach (var e in entities)
        {
            texts.Add($"SELECT id, name FROM {e.ToLowerInvariant()} WHERE id = @id AND active = true");
            texts.Add($"SELECT t.\"Id\", t.\"Name\", t.\"CreatedAt\", l.\"Id\", l.\"{e}Id\", l.\"Quantity\" FROM (SELECT o.\"Id\", o.\"Name\", o.\"CreatedAt\" FROM \"{e}\" AS o INNER JOIN \"Customers\" AS c ON o.\"CustomerId\" = c.\"Id\" WHERE c.\"Country\" = @__country_0 AND o.\"CreatedAt\" >= @__from_1 ORDER BY o.\"CreatedAt\" DESC LIMIT @__p_2) AS t LEFT JOIN \"{e}Lines\" AS l ON t.\"Id\" = l.\"{e}Id\" ORDER BY t.\"CreatedAt\" DESC, t.\"Id\"");
            texts.Add($"UPDATE {e.ToLowerInvariant()} SET name = 'it''s new', price = 12.50, changed = now() WHERE id = 4711 AND version = 3 RETURNING version");
            texts.Add($"INSERT INTO \"{e}\" (\"Name\", \"Price\", \"Note\") VALUES (@p0, @p1, @p2) RETURNING \"Id\"");
            texts.Add($"select a.region, date_trunc('month', a.sold_at) as month, sum(a.amount) as total, count(distinct a.customer_id) from {e.ToLowerInvariant()} a join stores s on s.id = a.store_id where a.sold_at between '2024-01-01' and '2024-12-31' and s.kind in ('outlet', 'flagship', 'online') group by a.region, 2 having sum(a.amount) > 1000 order by 3 desc limit 20");
            texts.Add($"with recent as (select * from {e.ToLowerInvariant()} where created_at > $1), ranked as (select r.*, row_number() over (partition by r.customer_id order by r.created_at desc) as n from recent r) select * from ranked where n = 1 and total > $2");
        }

        texts.Add("SELECT * FROM t WHERE id IN (" + string.Join(", ", Enumerable.Range(100_000, 1000)) + ")");
        texts.Add("SELECT * FROM t WHERE code IN (" + string.Join(", ", Enumerable.Range(0, 1000).Select(static i => $"'code-{i}'")) + ")");
        texts.Add("INSERT INTO t (a, b, c, d) VALUES " + string.Join(", ", Enumerable.Range(0, 100).Select(static i => $"({i}, 'name {i}', {i}.5, 'x@example.com')")));
        texts.Add("INSERT INTO t (a, b, c) VALUES " + string.Join(", ", Enumerable.Range(0, 2500).Select(static i => $"(@p{i}, @q{i}, 'some longer text {i}')")));
        return [.. texts];
    }

    // Classes of 64 characters at a time, ends of words by counting bits, one round of XXH64 for every word: what cannot be avoided.
    private static ulong Bare(ReadOnlySpan<char> text)
    {
        var hash = 1UL;
        Span<byte> buffer = stackalloc byte[80];
        Span<ushort> tail = stackalloc ushort[64];
        ref var bytes = ref buffer[0];
        for (var p = 0; p < text.Length; p += 64)
        {
            ref var chars = ref tail[0];
            if (text.Length - p >= 64)
            {
                chars = ref Unsafe.As<char, ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), p));
            }
            else
            {
                tail.Clear();
                MemoryMarshal.Cast<char, ushort>(text[p..]).CopyTo(tail);
            }

            var limit = Vector512.Create((ushort)255);
            var v = Vector512.Narrow(Vector512.Min(Vector512.LoadUnsafe(ref chars), limit), Vector512.Min(Vector512.LoadUnsafe(ref chars, 32), limit));
            v.StoreUnsafe(ref bytes);
            var words = (Vector512.LessThanOrEqual((v | Vector512.Create((byte)0x20)) - Vector512.Create((byte)'a'), Vector512.Create((byte)25))
                | Vector512.LessThanOrEqual(v - Vector512.Create((byte)'0'), Vector512.Create((byte)9))
                | Vector512.Equals(v, Vector512.Create((byte)'_'))).ExtractMostSignificantBits();
            for (var starts = words & ~(words << 1); starts != 0; starts &= starts - 1)
            {
                var s = BitOperations.TrailingZeroCount(starts);
                var length = Math.Min(BitOperations.TrailingZeroCount(~(words >> s)), 8);
                var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, s)) & (ulong.MaxValue >> (64 - (8 * length)));
                hash = BitOperations.RotateLeft(hash + ((word | 0x2020202020202020) * 0xC2B2AE3D27D4EB4F), 31) * 0x9E3779B185EBCA87;
            }

            hash ^= Vector512.Equals(v, Vector512.Create((byte)'\'')).ExtractMostSignificantBits();
        }

        return hash;
    }

    private static string ThreeRegexes(string text) => Blanks().Replace(Numbers().Replace(Strings().Replace(text, "?"), "?"), " ");

    private static void Oracle(byte[] utf8) => pg_query_free_fingerprint_result(pg_query_fingerprint(utf8));

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Strings();

    [GeneratedRegex(@"\b\d+(\.\d+)?\b")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [DllImport("libpg_query.so.1504.0")]
    private static extern Result pg_query_fingerprint(byte[] sql);

    [DllImport("libpg_query.so.1504.0")]
    private static extern void pg_query_free_fingerprint_result(Result result);

    [StructLayout(LayoutKind.Sequential)]
    private struct Result
    {
        public ulong Fingerprint;
        public IntPtr Text;
        public IntPtr ErrorOutput;
        public IntPtr Error;
    }
}
