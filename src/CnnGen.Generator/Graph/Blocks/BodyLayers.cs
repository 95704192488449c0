using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>The layers in a block's text.</summary>
internal static class BodyLayers
{
    /// <summary>All that an item may be: of a choice both.</summary>
    public static IEnumerable<Expression> In(Expression item) => item switch
    {
        SequenceExpression sequence => sequence.Items.SelectMany(In),
        ChoiceExpression choice => In(choice.Then).Concat(In(choice.Else)),
        _ => [item],
    };

    /// <summary>Where a layer's name stands.</summary>
    public static TextRange NamePlace(Expression layer) => layer is CallExpression call ? call.NamePlace : layer.Place;

    /// <summary>A layer's arguments.</summary>
    public static IReadOnlyList<CallArgument> ArgumentsOf(Expression layer) => layer is CallExpression call ? call.Arguments : [];
}
