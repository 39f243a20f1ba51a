using System.Data.Common;
using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Providers;

/// <summary>
/// What the driver must know about one kind of database. A provider package derives from it once; the core knows no
/// provider by name.
/// </summary>
/// <remarks>Every member must be safe to call from several threads.</remarks>
public abstract class DatabaseProvider
{
    /// <summary>The value of the telemetry attribute <c>db.system.name</c>, for instance <c>postgresql</c>.</summary>
    public abstract string SystemName { get; }

    /// <summary>The dialect in which the database reads SQL.</summary>
    public abstract SqlDialect Dialect { get; }

    /// <summary>
    /// The name of the activity source and meter with which the provider itself reports commands, or <see langword="null"/>
    /// if it reports none. The driver then avoids a second histogram of the same name.
    /// </summary>
    public virtual string? OwnTelemetryName => null;

    /// <summary>
    /// Whether the provider's commands and connections raise <see cref="System.ComponentModel.Component.Disposed"/>;
    /// ours then do so too. The default is <see langword="true"/>.
    /// </summary>
    public virtual bool RaisesDisposed => true;

    /// <summary>Describes the server behind a data source, for telemetry. Never contains a secret.</summary>
    /// <param name="dataSource">The provider's own data source.</param>
    public abstract ServerDescription Describe(DbDataSource dataSource);

    /// <summary>Classifies a failure. The default knows cancellation, time-outs and the classes of SQLSTATE.</summary>
    /// <param name="exception">The provider's own exception.</param>
    public virtual ErrorClass Classify(Exception exception) => SqlStateClasses.Classify(exception);

    /// <summary>
    /// The database's own code for a failure, for the attribute <c>db.response.status_code</c>; <see langword="null"/>
    /// if there is none. The default is the exception's SQLSTATE.
    /// </summary>
    /// <param name="exception">The provider's own exception.</param>
    public virtual string? GetStatusCode(Exception exception) => (exception as DbException)?.SqlState;

    /// <summary>
    /// Whether a command must hand out the provider's own reader instead of a decorated one, because callers cast it.
    /// The default is <see langword="false"/>.
    /// </summary>
    /// <param name="analysis">What is known of the command's text.</param>
    public virtual bool RequiresOwnReader(SqlAnalysis analysis) => false;

    /// <summary>
    /// Asks to be told when a reader that was handed out undecorated is closed.
    /// </summary>
    /// <param name="command">The provider's command that made the reader, or <see langword="null"/> for a batch.</param>
    /// <param name="reader">The provider's own reader.</param>
    /// <param name="observer">Whom to tell, once.</param>
    /// <returns><see langword="false"/> if the provider cannot tell; the command is then complete when the reader is handed out.</returns>
    public virtual bool TryObserveClose(DbCommand? command, DbDataReader reader, IReaderCloseObserver observer) => false;
}
