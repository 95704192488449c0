using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Whether a block contains itself, in itself or through others: it would have no end.</summary>
internal static class BlockNesting
{
    /// <summary>The lines that contain the block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="inner">The blocks in a block.</param>
    public static IEnumerable<BodyProblem> Check(BlockDefinition block, Func<BlockDefinition, IEnumerable<BlockDefinition>> inner)
    {
        foreach (BlockDefinition next in inner(block))
        {
            if (PathTo(block, next, inner) is { } path)
            {
                string through = path.Count == 1 ? "" : $" through {Wording.And(path.Take(path.Count - 1).ToList())}";
                yield return new BodyProblem(BodyProblemIds.ContainsItself, PlaceOf(block, next.Kind), $"the block {block.Name} contains itself{through}: it would have no end");
            }
        }
    }

    /// <summary>The blocks from one to another, the other's name last; null where no way leads there.</summary>
    private static List<string>? PathTo(BlockDefinition wanted, BlockDefinition from, Func<BlockDefinition, IEnumerable<BlockDefinition>> inner)
    {
        HashSet<string> seen = [];
        Stack<(BlockDefinition Block, List<string> Path)> left = new([(from, [from.Name])]);
        while (left.Count > 0)
        {
            (BlockDefinition block, List<string> path) = left.Pop();
            if (block.Kind == wanted.Kind)
            {
                return path;
            }

            if (seen.Add(block.Kind))
            {
                foreach (BlockDefinition next in inner(block))
                {
                    left.Push((next, [.. path, next.Name]));
                }
            }
        }

        return null;
    }

    private static BodyPlace PlaceOf(BlockDefinition block, string kind)
    {
        string? written = block.Signatures.FirstOrDefault(signature => signature.Kind == kind)?.Name;
        foreach (BodyLine line in block.Lines)
        {
            if (line.Layer?.Kind == kind)
            {
                return new BodyPlace(block.Kind, line.Place, null, default);
            }

            if (line.Layers is { } text && text.Items.SelectMany(BodyLayers.In).FirstOrDefault(layer => layer.LayerName == written) is { } found)
            {
                return new BodyPlace(block.Kind, line.Place, text.Parameter, BodyLayers.NamePlace(found));
            }
        }

        return new BodyPlace(block.Kind, BodyPlace.WholeClass, null, default);
    }
}
