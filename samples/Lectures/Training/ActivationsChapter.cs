using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Training;

[Input(1), Sigmoid]
internal partial class SigmoidUnit;

[Input(1), Tanh]
internal partial class TanhUnit;

[Input(1), ReLU]
internal partial class ReLUUnit;

[Input(1), LeakyReLU(0.1)]
internal partial class LeakyReLUUnit;

[Input(1), ELU]
internal partial class ELUUnit;

[Input(1), GELU]
internal partial class GELUUnit;

/// <summary>The activations' shapes and slopes.</summary>
internal sealed class ActivationsChapter() : Chapter("activations", "Activations and their gradients")
{
    private const int PerLine = 2;
    private const int Depth = 10;

    /// <summary>The curves by name.</summary>
    public static IReadOnlyList<(string Name, Curve Curve)> Curves { get; } =
    [
        ("Sigmoid", Curve.Of<SigmoidUnit>()), ("Tanh", Curve.Of<TanhUnit>()), ("ReLU", Curve.Of<ReLUUnit>()),
        ("LeakyReLU(0.1)", Curve.Of<LeakyReLUUnit>()), ("ELU", Curve.Of<ELUUnit>()), ("GELU", Curve.Of<GELUUnit>()),
    ];

    /// <summary>The curve of a name.</summary>
    public static Curve Of(string name) => Curves.First(known => known.Name == name).Curve;

    /// <summary>The most that is left of a gradient behind ten sigmoids.</summary>
    public static double LeftBehindTenSigmoids => Math.Pow(Of("Sigmoid").At(0).Slope, Depth);

    protected override void Tell(Page page)
    {
        page.Text("From -4 to 4, the value as ● and the slope, which the network's backward pass computes, as ·");
        foreach ((string Name, Curve Curve)[] line in Curves.Chunk(PerLine))
        {
            page.Charts([.. line.Select(known => new Chart(known.Name, known.Curve.X, known.Curve.Y, known.Curve.Slope))]);
        }

        page.Table(
            ["activation", "f(-2)", "f(0)", "f(2)", "f'(-2)", "f'(0)", "f'(2)"],
            [.. Curves.Select(known => new[] { known.Name }.Concat(Values(known.Curve, at => at.Y)).Concat(Values(known.Curve, at => at.Slope)).ToArray())]);
        page.Text("A sigmoid's slope is 0.25 at most, and nearly 0 where it saturates; a gradient that comes through ten of them keeps at most");
        page.Formulas($"0.25^{Depth} = {LeftBehindTenSigmoids:0.0e+0}");
        page.Text("Of a positive input a ReLU passes the gradient on whole, and of a negative one nothing: a unit that is negative for every image is dead. "
            + "The leaky ones and ELU always leave something.");
    }

    private static IEnumerable<string> Values(Curve curve, Func<(float Y, float Slope), float> value) =>
        new[] { -2f, 0, 2 }.Select(x => value(curve.At(x)).ToString("0.000"));
}
