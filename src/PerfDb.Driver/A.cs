namespace PerfDb.Driver;
