using System;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>What a block's layers are called by.</summary>
/// <param name="OfOne">In one repetition; null where they are called as those around the block.</param>
/// <param name="OfAll">The same without what tells repetitions apart; null where that is part of it.</param>
internal readonly record struct BlockName(ScopedName? OfOne, ScopedName? OfAll)
{
    /// <summary>A name with what tells repetitions apart behind it.</summary>
    public static BlockName Of(ScopedName name, string suffix) => new(suffix.Length == 0 ? name : name.Append(suffix), suffix.Length == 0 ? null : name);
}

/// <summary>Names blocks: by their uses, by their prefixes, or by what they are called themselves.</summary>
/// <param name="texts">Computes prefixes.</param>
/// <param name="log">Receives names that are none.</param>
internal sealed class BlockNames(BlockTexts texts, ExpansionLog log)
{
    /// <summary>The name of a block; the repetitions of one use share a number.</summary>
    /// <param name="block">The block.</param>
    /// <param name="use">The use.</param>
    /// <param name="around">Where the use stands.</param>
    /// <param name="inside">Where the body stands.</param>
    /// <param name="repetition">Which repetition it is.</param>
    /// <param name="suffix">What tells repetitions apart, where the name does not.</param>
    public BlockName Of(BlockDefinition block, LayerUse use, BlockSurroundings around, BlockSurroundings inside, int repetition, string suffix)
    {
        if (use.FindText(LayerUse.NameParameter) is { Argument.Value: string given } argument)
        {
            Check(around, given, argument.Source, "Name ");
            return BlockName.Of(around.Scope.Given(given), suffix);
        }

        if (block.IsAnonymous || block.Prefix is { Text.Length: 0 })
        {
            return new BlockName(null, null);
        }

        if (block.Prefix is not { Single: { } template } prefix)
        {
            string kind = block.Name.ToLowerInvariant();
            return BlockName.Of(around.Scope.Numbered(kind, repetition == 0, number => FormattableString.Invariant($"{kind}{number}")), suffix);
        }

        ScopedName name = BuiltInNames.IsIn(template, BuiltInNames.Number)
            ? around.Scope.Numbered($"{{{prefix.Text}}}", repetition == 0, number => TextOf(inside with { Number = number }, prefix, template))
            : around.Scope.Given(TextOf(inside, prefix, template));
        Check(around, name.Name, null, $"the prefix of {block.Name} gives {CSharpText.Literal(name.Name)}, which ");
        return BlockName.Of(name, BuiltInNames.IsIn(template, BuiltInNames.Index) ? "" : suffix);
    }

    private string TextOf(BlockSurroundings inside, BodyText text, Expression template)
    {
        if (texts.Evaluate(inside, text, template) is { Value: TextValue value })
        {
            return value.Text;
        }

        log.Stop();
        return "";
    }

    private void Check(BlockSurroundings around, string name, string? source, string message)
    {
        if (!log.IsStopped && !NameText.IsName(name))
        {
            log.Fail(around, "CNN004", source, message + NameText.Rule);
        }
    }
}
