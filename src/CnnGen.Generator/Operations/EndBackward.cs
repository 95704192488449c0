using System.Collections.Generic;
using System.Globalization;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>The place behind the gradients by a layer's weights where the backward pass is over if nothing in front of the layer is trained and the caller does not ask for the gradient by the input.</summary>
internal sealed record EndBackward(int Node) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [];

    public override IReadOnlyList<Tensor> Writes => [];

    public override Scope Scope => Scope.Shard;

    public override string EndCondition => $"trained.EndsAt({Node.ToString(CultureInfo.InvariantCulture)})";

    public override Call CallOf(Forms forms) => Call.Of(EndCondition);
}
