using PerfDb.Cli.Tests.Support;

namespace PerfDb.Cli.Tests;

public sealed class BadArgumentTests
{
    [Theory]
    [InlineData("'frobnicate'", "frobnicate")]
    [InlineData("'--bogus'", "demo", "--bogus")]
    [InlineData("'extra'", "demo", "extra")]
    [InlineData("--seconds", "demo", "--seconds", "ten")]
    [InlineData("--seconds", "demo", "--seconds", "0")]
    [InlineData("--seconds", "demo", "--seconds", "-3")]
    [InlineData("--seconds", "demo", "--seconds")]
    [InlineData("--seed", "demo", "--seed", "99999999999")]
    [InlineData("--workers", "demo", "--workers", "1000")]
    [InlineData("'oracle'", "demo", "--provider", "oracle")]
    [InlineData("--connection", "demo", "--provider", "npgsql")]
    [InlineData("folder does not exist", "demo", "--json", "no-such-folder/result.json")]
    [InlineData("is a folder", "demo", "--json", "/")]
    [InlineData("in memory", "demo", "--connection", "Data Source=:memory:")]
    [InlineData("in memory", "demo", "--connection", "Data Source=shop;Mode=Memory;Cache=Shared")]
    public async Task Bad_arguments_are_told_in_one_line_with_exit_code_2(string expected, params string[] arguments)
    {
        var result = await PerfDbProcess.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        var line = Assert.Single(result.ErrorLines);
        Assert.StartsWith("perfdb: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData("foo", "demo", "--connection", "Foo=1")]
    [InlineData("unable to open", "demo", "--connection", "Data Source=/no/such/folder/shop.db")]
    [InlineData("foo", "demo", "--provider", "npgsql", "--connection", "Foo=1")]
    [InlineData("127.0.0.1:1", "demo", "--provider", "npgsql", "--connection", "Host=127.0.0.1;Port=1")]
    public async Task Database_that_refuses_is_told_in_one_line_with_exit_code_1(string expected, params string[] arguments)
    {
        var result = await PerfDbProcess.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task Json_file_is_left_as_it_was_if_the_demo_fails()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("old.json"), "{}");

        await PerfDbProcess.RunAsync("demo", "--connection", "Foo=1", "--json", folder.File("old.json"));
        await PerfDbProcess.RunAsync("demo", "--connection", "Foo=1", "--json", folder.File("new.json"));

        Assert.Equal("{}", await File.ReadAllTextAsync(folder.File("old.json")));
        Assert.False(File.Exists(folder.File("new.json")));
    }

    [Theory]
    [InlineData("demo", "--help")]
    [InlineData("demo", "demo", "--help")]
    [InlineData("demo")]
    public async Task Help_goes_to_standard_output(string expected, params string[] arguments)
    {
        var result = await PerfDbProcess.RunAsync(arguments);

        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_a_version()
    {
        var result = await PerfDbProcess.RunAsync("--version");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", result.Output);
    }
}
