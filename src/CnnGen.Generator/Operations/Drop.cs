using System.Collections.Generic;
using System.Globalization;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>What is dropped together.</summary>
internal enum DropUnit
{
    /// <summary>One element.</summary>
    Element,

    /// <summary>All elements of a channel.</summary>
    Channel,

    /// <summary>All of a sample.</summary>
    Sample,
}

/// <summary>Multiplies by a dropout mask that follows from the step, the sample and the layer.</summary>
internal sealed record Drop(int Node, DropUnit Unit, double Rate, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Untouched;

    public override IEnumerable<string> Problems(Forms forms) => UnlessAlike(X, Y);

    public override Call CallOf(Forms forms) => Call.Of(
        $"DropoutMask.Drop{Unit}s",
        X,
        new PassedLayout(forms[X]),
        Y,
        new PassedLayout(forms[Y]),
        Rate.ToString("R", CultureInfo.InvariantCulture),
        PassedText.DropoutKey,
        Node.ToString(CultureInfo.InvariantCulture));
}
