using System.Runtime.InteropServices;
using System.Text;

namespace PerfDb.Driver.Tests.Sql;

/// <summary>The PostgreSQL parser as an oracle: Debian's libpg-query-dev, asked through P/Invoke, in tests only.</summary>
internal static class LibPgQuery
{
    private const string Library = "libpg_query.so.1504.0";

    public static bool IsInstalled { get; } = NativeLibrary.TryLoad(Library, out _);

    /// <summary>Its fingerprint, or null where it cannot parse the text.</summary>
    public static ulong? Fingerprint(string sql)
    {
        var result = pg_query_fingerprint(Encoding.UTF8.GetBytes(sql + "\0"));
        var parsed = result.Error == IntPtr.Zero;
        var fingerprint = result.Fingerprint;
        pg_query_free_fingerprint_result(result);
        return parsed ? fingerprint : null;
    }

    [DllImport(Library)]
    private static extern Result pg_query_fingerprint(byte[] sql);

    [DllImport(Library)]
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
