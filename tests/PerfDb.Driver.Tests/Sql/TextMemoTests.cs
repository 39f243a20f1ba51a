using PerfDb.Driver.Sql;

namespace PerfDb.Driver.Tests.Sql;

public sealed class TextMemoTests
{
    [Fact]
    public void A_text_is_found_again_by_reference_and_by_content()
    {
        var memo = new TextMemo<object>(1 << 20);
        var value = memo.GetOrAdd("select 1 from t", static _ => new object());

        Assert.Same(value, memo.GetOrAdd("select 1 from t", static _ => new object()));
        Assert.True(memo.TryGet(new string("select 1 from t".AsSpan()), out var again));
        Assert.Same(value, again);
        Assert.Equal(1, memo.Misses);
    }

    [Fact]
    public void A_flood_of_distinct_texts_neither_grows_nor_evicts_what_is_in_use()
    {
        const long maxBytes = 1 << 20;
        var memo = new TextMemo<object>(maxBytes);
        var hot = Enumerable.Range(0, 200).Select(static i => $"select {i} from t where a = @p").ToArray();
        foreach (var text in hot.Concat(hot))
        {
            memo.GetOrAdd(text, static _ => new object());
        }

        for (var i = 0; i < 200_000; i++)
        {
            memo.GetOrAdd($"select a from t where b = {i}", static _ => new object());
        }

        Assert.True(memo.SizeBytes <= maxBytes, $"{memo.SizeBytes} bytes");
        Assert.All(hot, text => Assert.True(memo.TryGet(text, out _), text));
        Assert.True(memo.Evictions > 190_000);
    }

    [Fact]
    public void Texts_that_differ_in_one_character_anywhere_are_two()
    {
        var memo = new TextMemo<string>(1 << 24);
        var text = new string('a', 1000).ToCharArray();
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = 'b';
            var key = new string(text);
            Assert.Equal(key, memo.GetOrAdd(key, static made => made));
            text[i] = 'a';
        }
    }

    [Fact]
    public void Many_threads_agree_on_the_value_of_a_text()
    {
        var memo = new TextMemo<string>(1 << 16);
        Parallel.For(0, 8, worker =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 50_000; i++)
            {
                var text = "select " + random.Next(500);
                Assert.Equal(text, memo.GetOrAdd(text, static made => made));
            }
        });
        Assert.True(memo.SizeBytes <= 1 << 16);
    }

    [Fact]
    public void A_text_too_large_to_keep_is_answered_and_not_kept()
    {
        var memo = new TextMemo<string>(1 << 12);

        Assert.NotNull(memo.GetOrAdd(new string('x', 4000), static made => made));
        Assert.Equal(0, memo.Count);
    }
}
