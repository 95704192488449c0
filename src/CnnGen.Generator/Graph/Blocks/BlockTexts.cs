using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Computes blocks' text with the values of their uses.</summary>
/// <param name="layers">The layers that there are, whose sizes text may ask for.</param>
/// <param name="log">Receives what does not compute.</param>
internal sealed class BlockTexts(PlacedLayers layers, ExpansionLog log)
{
    /// <summary>Where a block's body stands, with the values that the use gives and those that the block itself names. It has no outputs yet.</summary>
    /// <param name="block">The block.</param>
    /// <param name="use">The use.</param>
    /// <param name="around">Where the use stands.</param>
    /// <param name="given">What the block is given.</param>
    /// <param name="repetition">Which repetition it is.</param>
    public BlockSurroundings Inside(BlockDefinition block, LayerUse use, BlockSurroundings around, PlacedOutput given, int repetition)
    {
        BlockSurroundings inside = around with
        {
            Block = block,
            Values = UseValues.Of(block, use, text => layers.Find(new TextValue(text), around).Name),
            Scope = new NameScope(),
            IsFrozen = around.IsFrozen || use.IsFrozen,
            RecomputedFrom = around.RecomputedFrom ?? (use.IsRecomputed ? layers.Count : null),
            Input = block.IsAnonymous ? around.Input : given,
        };
        inside = inside.With(BuiltInNames.Index, new BlockValue(repetition));
        foreach (LetLine let in block.Lets)
        {
            inside = Evaluate(inside, let.Value, let.Value.Single!) is { } value ? inside.With(let.Name, value) : inside;
        }

        return inside;
    }

    /// <summary>The value of an expression; null where it has none, with the reason noted.</summary>
    public BlockValue? Evaluate(BlockSurroundings around, BodyText text, Expression expression)
    {
        Evaluator evaluator = EvaluatorOf(around);
        BlockValue? value = evaluator.Evaluate(expression);
        if (evaluator.Failure is { } failure)
        {
            log.Fail(around.At(text, failure.Place), BodyProblemIds.DoesNotCompute, null, failure.Message);
        }
        else if (value is null && evaluator.Unknown is { } unknown)
        {
            string why = unknown is NameExpression name && around.Block!.Find(name.Name) is not null ? ": the constructor that is called does not take it" : "";
            log.Miss(around.At(text, unknown.Place).ErrorOf(BodyProblemIds.DoesNotCompute, null, $"'{text.Of(unknown.Place)}' has no value here{why}"));
        }

        return value;
    }

    /// <summary>The type of an expression's value; null where it has none, which is noted nowhere.</summary>
    public ParameterType? TypeOf(BlockSurroundings around, Expression expression) => BlockValue.TypeOf(EvaluatorOf(around).Evaluate(expression));

    private Evaluator EvaluatorOf(BlockSurroundings around) => new(
        around.Block!,
        name => around.Values.TryGetValue(name, out BlockValue value) ? value
            : name == BuiltInNames.Input ? new BlockValue(new TextValue(around.Input.Name, around.Input.Name))
            : name == BuiltInNames.Number && around.Number is { } number ? new BlockValue(number)
            : null,
        (output, size) => layers.Measure(layers.Find(output, around), size));
}
