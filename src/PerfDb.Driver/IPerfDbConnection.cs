namespace PerfDb.Driver;

/// <summary>Implemented by every connection of the driver.</summary>
public interface IPerfDbConnection
{
    /// <summary>The data source that made the connection.</summary>
    PerfDbDataSource DataSource { get; }

    /// <summary>The driver's side of the connection.</summary>
    PerfDbSession Session { get; }

    /// <summary>
    /// The provider's own connection, for what the driver does not offer. If the connection is open and the server has
    /// not been needed yet, it is opened now. Commands on it are not seen by the driver.
    /// </summary>
    /// <typeparam name="T">The provider's connection type, or any type that it or this connection has.</typeparam>
    /// <exception cref="InvalidCastException">Neither this connection nor the provider's is a <typeparamref name="T"/>.</exception>
    T Unwrap<T>()
        where T : class;

    /// <summary>Whether <see cref="Unwrap{T}"/> can answer with a <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">The type asked for.</typeparam>
    bool IsWrapperFor<T>()
        where T : class;
}
