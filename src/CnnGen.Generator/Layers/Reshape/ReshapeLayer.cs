using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.Reshape;

/// <summary>The same elements in another shape.</summary>
/// <param name="Sizes">Channels first; at most one is <see cref="Left"/>.</param>
internal sealed record ReshapeLayer(EquatableArray<Setting> Sizes) : Layer
{
    /// <summary>In place of a size: what the others leave.</summary>
    private const int Left = -1;

    public override bool IsLinear => true;

    // Which elements lie beside one another is another matter behind it.
    public override bool SeesAll => true;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        List<Setting> sizes = new[] { "features", "channels", "length", "depth", "height", "width" }
            .Where(declaration.Has).Select(axis => new Setting(declaration.Find<int>(axis) ?? Left, axis)).ToList();
        bool isRight = true;
        foreach (Setting size in sizes.Where(static size => size.Value != Left))
        {
            isRight &= context.AtLeast(size, 1);
        }

        foreach (Setting second in sizes.Where(static size => size.Value == Left).Skip(1))
        {
            isRight = false;
            context.Report("CNN004", second.Parameter, $"{second.Parameter} is {Left} as well; one size can be what the others leave", related: []);
        }

        return isRight ? new ReshapeLayer(sizes.ToEquatableArray()) : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        double given = Sizes.Where(static size => size.Value != Left).Aggregate(1.0, static (product, size) => product * size.Value);
        bool isOpen = Sizes.Any(static size => size.Value == Left);
        if (isOpen ? input.Elements % given == 0 : input.Elements == given)
        {
            return new TensorShape(Sizes.Select(size => size.Value == Left ? (int)(input.Elements / given) : size.Value).ToEquatableArray());
        }

        string sizes = string.Join("*", Sizes.Where(static size => size.Value != Left).Select(static size => size.Value));
        string sum = Sizes.Count > 1 ? FormattableString.Invariant($"{sizes} = {given:N0}") : sizes;
        List<Suggestion> mends = Mends(input.Elements, given).ToList();
        context.ReportShape(
            "CNN004",
            mends.Count > 0 ? mends[0].Parameter : Sizes[Sizes.Count - 1].Parameter,
            isOpen ? $"{sum} does not divide the {Wording.Number(input.Elements)} elements of {input}" : $"{sum} elements are not the {Wording.Number(input.Elements)} of {input}",
            [.. mends]);
        return null;
    }

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => 0;

    public override void LowerForward(ForwardBuilder forward) => forward.Output = forward.AsShaped(forward.Input, forward.Node.Output);

    public override void LowerBackward(BackwardBuilder backward) => backward.InputGradient = backward.AsSized(backward.OutputGradient, backward.Input);

    /// <summary>Each size, the last first, that makes the numbers of elements equal.</summary>
    private IEnumerable<Suggestion> Mends(long elements, double given) =>
        from size in Sizes.Reverse()
        where size.Value != Left
        let others = given / size.Value
        where elements % others == 0
        select new Suggestion(size.Parameter, [(int)(elements / others)]);
}
