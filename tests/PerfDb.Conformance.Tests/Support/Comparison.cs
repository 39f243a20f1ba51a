using System.Globalization;
using System.Text;

namespace PerfDb.Conformance.Tests.Support;

/// <summary>Finds where two traces part.</summary>
internal static class Comparison
{
    private const int MaxOutcome = 400;

    public static void Append(StringBuilder report, Face face, Trace bare, Trace wrapped, string context = "")
    {
        for (var i = 0; i < bare.Steps.Count || i < wrapped.Steps.Count; i++)
        {
            var left = At(bare, i);
            var right = At(wrapped, i);
            if (left == right)
                continue;
            var label = left.Label == right.Label ? left.Label : $"{left.Label} ≠ {right.Label}";
            if (AcceptedDifferences.Accepts(face, context + label, left.Outcome, right.Outcome))
                continue;
            report.AppendLine(CultureInfo.InvariantCulture, $"[{face}] {context}{label}");
            report.AppendLine(CultureInfo.InvariantCulture, $"    bare: {Short(left.Outcome)}");
            report.AppendLine(CultureInfo.InvariantCulture, $"    ours: {Short(right.Outcome)}");
            // Once a side has more steps than the other, what follows compares apples with pears.
            if (left.Label != right.Label)
                return;
        }
    }

    private static Step At(Trace trace, int index) => index < trace.Steps.Count ? trace.Steps[index] : new("(nothing)", "(nothing)");

    private static string Short(string outcome) => outcome.Length > MaxOutcome ? outcome[..MaxOutcome] + "…" : outcome;
}
