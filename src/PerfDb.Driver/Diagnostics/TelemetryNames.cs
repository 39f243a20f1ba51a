namespace PerfDb.Driver.Diagnostics;

/// <summary>
/// Every attribute and instrument name the driver emits. Standard names are those of the stable OpenTelemetry database
/// conventions, https://opentelemetry.io/docs/specs/semconv/database/ (1.44.0); our own begin with <c>perfdb.</c>.
/// Documented in <c>docs/reference/telemetry.md</c>, which a test compares with this list.
/// </summary>
internal static class TelemetryNames
{
    public const string SchemaUrl = "https://opentelemetry.io/schemas/1.44.0";

    public const string SystemName = "db.system.name";
    public const string Namespace = "db.namespace";
    public const string QuerySummary = "db.query.summary";
    public const string QueryText = "db.query.text";
    public const string StoredProcedureName = "db.stored_procedure.name";
    public const string OperationName = "db.operation.name";
    public const string CollectionName = "db.collection.name";
    public const string BatchSize = "db.operation.batch.size";
    public const string ReturnedRows = "db.response.returned_rows";
    public const string StatusCode = "db.response.status_code";
    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string QueryParameterPrefix = "db.query.parameter.";

    public const string Fingerprint = "perfdb.query.fingerprint";
    public const string CommandSource = "perfdb.command.source";

    public const string OperationDuration = "db.client.operation.duration";
    public const string TelemetryFailures = "perfdb.telemetry.failures";
    public const string FailureKind = "kind";
}
