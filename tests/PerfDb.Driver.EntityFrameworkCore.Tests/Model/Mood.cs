namespace PerfDb.Driver.EntityFrameworkCore.Tests.Model;

/// <summary>An enum type of PostgreSQL.</summary>
public enum Mood
{
    Calm,
    Happy,
    Angry,
}
