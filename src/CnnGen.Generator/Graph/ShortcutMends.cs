using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>What mends an addition whose branches differ as those of a residual network do: a convolution of 1x1 on the larger one, with a stride where the sizes differ.</summary>
/// <param name="names">The names of the outputs.</param>
/// <param name="shapes">The shapes of the outputs that are known, the input's among them.</param>
/// <param name="layers">All layers as they are typed.</param>
/// <param name="fit">The fit of layers that do not say otherwise.</param>
/// <param name="mends">Whether the error goes, and no other comes, where the layers are these, with one more in front of the join.</param>
internal sealed class ShortcutMends(
    LayerNames names,
    IReadOnlyDictionary<int, TensorShape> shapes,
    EquatableArray<LayerDeclaration> layers,
    FitMode fit,
    Func<LayerError, EquatableArray<LayerDeclaration>, bool> mends)
{
    private const string DefaultName = "shortcut";
    private const int MostTried = 64;

    // A larger one passes over nearly all of its input, which nobody means by a shortcut.
    private const int MostStride = 4;

    private int _tried;

    /// <summary>The error with the convolution as its last suggestion, where there is one.</summary>
    public LayerError Suggest(LayerError error)
    {
        LayerDeclaration join = layers[error.Layer];
        if (join.Kind != "Add" || !shapes.TryGetValue(error.Related[0], out TensorShape running) || !shapes.TryGetValue(error.Related[1], out TensorShape named)
            || Create(error, join, running, named) is not { } shortcut || ++_tried > MostTried
            || !KeepsReferences(error, shortcut) || !mends(error, With(error, shortcut)))
        {
            return error;
        }

        List<Suggestion> suggestions =
        [
            new(Suggestion.InsertShortcut, shortcut.Layer.Arguments.Select(argument => (argument.IsPositional ? "" : argument.Name + " = ") + argument.Text)),
            new(Suggestion.JoinedName, shortcut.Joined is null ? "" : NameText.Literal(shortcut.Joined)),
        ];
        return error with
        {
            Message = error.Message + (error.Suggestions.Count > 0 ? $", and so does {shortcut.Layer} in front of it" : $"; {shortcut.Layer} in front of it mends it"),
            Suggestions = error.Suggestions.Concat(suggestions).ToEquatableArray(),
        };
    }

    /// <summary>The convolution of the larger branch; null where neither is larger by a whole factor.</summary>
    private Shortcut? Create(LayerError error, LayerDeclaration join, TensorShape running, TensorShape named)
    {
        if (Window(named, running) is { } onNamed)
        {
            // Behind the convolution that is the running output, and what was so before is joined by its name, unless the join takes its own.
            string name = join.FindTexts("names").ElementAt(PlaceOf(error));
            return join.Has("From")
                ? new Shortcut(Declare([.. onNamed, OfText("From", name), OfText("Name", Free())]), Free())
                : new Shortcut(Declare([.. onNamed, OfText("From", name)]), error.Related[0] == Node.NetworkInput ? NameText.NetworkInput : names[error.Related[0]]);
        }

        return !join.Has("From") && Window(running, named) is { } onRunning ? new Shortcut(Declare(onRunning), null) : null;
    }

    /// <summary>The arguments that make one shape of another; null where a window of one element and a stride does not.</summary>
    private List<Argument>? Window(TensorShape from, TensorShape to)
    {
        if (from.SpatialRank == 0 || from.SpatialRank != to.SpatialRank)
        {
            return null;
        }

        (int From, int To)[] axes = from.Sizes.Zip(to.Sizes, (one, other) => (one, other)).Skip(1).ToArray();
        int[] strides = axes.Select(StrideOf).ToArray();
        if (strides.Contains(0))
        {
            return null;
        }

        List<Argument> arguments = [OfNumber("filters", to.Channels, true), OfNumber("kernel", 1, true)];
        arguments.AddRange(strides.Distinct().Count() == 1
            ? strides.Take(1).Where(stride => stride > 1).Select(stride => OfNumber("Stride", stride, false))
            : AxisName.Of(from).Zip(strides, (axis, stride) => (axis, stride)).Where(pair => pair.stride > 1).Select(pair => OfNumber("Stride" + pair.axis.Suffix, pair.stride, false)));

        // A window of one element leaves a rest wherever the stride divides the size itself.
        if (fit != FitMode.Floor && axes.Zip(strides, (axis, stride) => (axis.From - 1) % stride != 0).Any(leavesRest => leavesRest))
        {
            arguments.Add(new Argument("Fit", (int)FitMode.Floor, "Fit.Floor", false));
        }

        return arguments;
    }

    /// <summary>The stride that makes one size of another: of their quotient where that is whole, or where nothing is left over; else 0.</summary>
    private static int StrideOf((int From, int To) axis)
    {
        int stride = ((axis.From - 1) / axis.To) + 1;
        return stride <= MostStride && (axis.From % axis.To == 0 || axis.From - 1 == (long)(axis.To - 1) * stride) ? stride : 0;
    }

    /// <summary>Whether whoever is named behind the join is so still: a layer more counts among the default names.</summary>
    private bool KeepsReferences(LayerError error, Shortcut shortcut)
    {
        LayerNames changed = new(With(error, shortcut), fit, new ErrorList());
        return layers.Skip(error.Layer + 1).SelectMany(layer => layer.FindTexts("names").Append(layer.FindText("From"))).OfType<string>().Distinct()
            .All(name => changed.LayerOf(name) == (names.LayerOf(name) is { } layer && layer >= error.Layer ? layer + 1 : names.LayerOf(name)));
    }

    private EquatableArray<LayerDeclaration> With(LayerError error, Shortcut shortcut)
    {
        LayerDeclaration join = layers[error.Layer];
        if (shortcut.Joined is { } name)
        {
            int place = PlaceOf(error);
            int passed = 0;
            join = join with
            {
                Arguments = join.Arguments.Select(argument => argument.Name == "names" && passed++ == place ? argument with { Value = name, Text = NameText.Literal(name) } : argument).ToEquatableArray(),
            };
        }

        return layers.Take(error.Layer).Concat([shortcut.Layer, join]).Concat(layers.Skip(error.Layer + 1)).ToEquatableArray();
    }

    private string Free() => Enumerable.Range(1, layers.Count + 1)
        .Select(number => number == 1 ? DefaultName : FormattableString.Invariant($"{DefaultName}_{number}")).First(name => names.LayerOf(name) is null);

    private static int PlaceOf(LayerError error) => int.Parse(error.Parameter!.Split('[', ']')[1], NumberStyles.None, CultureInfo.InvariantCulture);

    // What it is and what it takes, then how it rounds.
    private static LayerDeclaration Declare(IEnumerable<Argument> arguments) => new("Conv", arguments.OrderBy(argument => argument.Name == "Fit").ToEquatableArray());

    private static Argument OfNumber(string name, int value, bool isPositional) => new(name, value, value.ToString(CultureInfo.InvariantCulture), isPositional);

    private static Argument OfText(string name, string value) => new(name, value, NameText.Literal(value), false);

    /// <summary>A convolution in front of a join.</summary>
    /// <param name="Layer">The convolution.</param>
    /// <param name="Joined">The name that the join has in place of the one that did not fit; null where that stays.</param>
    private sealed record Shortcut(LayerDeclaration Layer, string? Joined);
}
