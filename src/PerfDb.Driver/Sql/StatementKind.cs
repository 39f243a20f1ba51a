namespace PerfDb.Driver.Sql;

/// <summary>What a statement does to the database, as far as its text proves it.</summary>
/// <remarks>Everything that is not positively recognised is <see cref="Unknown"/>, and callers treat that as a write.</remarks>
public enum StatementKind
{
    /// <summary>Not recognised, or not provably harmless: treat as a write to anything.</summary>
    Unknown = 0,

    /// <summary>Reads rows and provably does nothing else: no lock, no session effect, no function with effects.</summary>
    Read,

    /// <summary>Changes rows, takes row locks or moves sequences.</summary>
    Write,

    /// <summary>Changes the catalogue or maintains storage.</summary>
    Ddl,

    /// <summary>Begins, ends or shapes a transaction.</summary>
    Transaction,

    /// <summary>Reads or changes the state of the session: settings, cursors, prepared statements, notifications, locks.</summary>
    Session,
}
