using System.Data.Common;
using System.Globalization;

namespace PerfDb.Driver;

/// <summary>Reads the driver's own keywords out of connection strings: <c>PerfDb Enabled=false</c>, <c>PerfDb Statistics MaxFingerprints=500</c>.</summary>
internal static class ConnectionStringOptions
{
    private const string Prefix = "perfdb ";

    /// <summary>Sets the options that a connection string names, and returns it without them.</summary>
    public static string Take(string connectionString, PerfDbOptions options, List<string> faults)
    {
        // The common case costs one search, and leaves the provider its string untouched.
        if (!connectionString.Contains("perfdb", StringComparison.OrdinalIgnoreCase))
            return connectionString;

        DbConnectionStringBuilder builder;
        try
        {
            builder = new DbConnectionStringBuilder { ConnectionString = connectionString };
        }
        catch (ArgumentException)
        {
            // Malformed: the provider says so in its own words.
            return connectionString;
        }

        var ours = builder.Keys.Cast<string>().Where(static key => key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var key in ours)
        {
            var name = key[Prefix.Length..].Trim().Replace(' ', ':');
            OptionTable.Set(name, Convert.ToString(builder[key], CultureInfo.InvariantCulture)!, $"connection string keyword '{key}'", options, faults);
            builder.Remove(key);
        }

        return ours.Count == 0 ? connectionString : builder.ConnectionString;
    }
}
