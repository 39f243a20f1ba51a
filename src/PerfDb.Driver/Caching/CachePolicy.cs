using PerfDb.Driver.Sessions;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Caching;

/// <summary>Decides whether a command's result may be reused. Nothing is reused until the user asks for it.</summary>
internal sealed class CachePolicy
{
    public CacheVerdict Decide(SqlAnalysis statement, SessionState session)
    {
        _ = (statement, session);
        return CacheVerdict.Off;
    }
}
