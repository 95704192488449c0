using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>What a name that no output has may have meant.</summary>
internal static class NameGuesses
{
    private const int MostGuesses = 3;

    private static readonly HashSet<string> InputNames = new(
        ["input", "inputs", "x", "data", "image", "images", "img", NameText.InputExpression, "InputTensor"], StringComparer.OrdinalIgnoreCase);

    // The field's other words for a kind; a kind's own name is found in the table of kinds.
    private static readonly Dictionary<string, string> OtherWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["convolution"] = "Conv",
        ["conv1d"] = "Conv",
        ["conv2d"] = "Conv",
        ["depthwise"] = "DepthwiseConv",
        ["depthwiseconv2d"] = "DepthwiseConv",
        ["deconv"] = "ConvTranspose",
        ["deconvolution"] = "ConvTranspose",
        ["convtranspose2d"] = "ConvTranspose",
        ["dense"] = "Linear",
        ["maxpooling"] = "MaxPool",
        ["averagepool"] = "AvgPool",
        ["globalaveragepool"] = "GlobalAvgPool",
        ["mul"] = "Multiply",
        ["sub"] = "Subtract",
        ["mean"] = "Average",
    };

    /// <summary>Whether a name is one that other frameworks and messages give the network's input: <c>input</c>, <c>x</c>, <c>(input)</c>.</summary>
    public static bool IsInput(string name)
    {
        string bare = name.Trim('<', '>', '(', ')', '[', ']', '{', '}', ' ');
        return InputNames.Contains(bare) || Spelling.Nearest(bare, ["input"]).Any();
    }

    /// <summary>The outputs that may be meant, the likeliest first: by another word for the kind, then those spelt alike.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="earlier">The outputs that there are, in their order.</param>
    /// <param name="taken">The output that the layer takes already: of equally near ones the last, since a join of it with itself says nothing.</param>
    public static IReadOnlyList<string> Among(string name, IReadOnlyList<string> earlier, string? taken)
    {
        string? renamed = ByOtherWord(name);
        return earlier.Where(one => string.Equals(one, renamed, StringComparison.OrdinalIgnoreCase))
            .Concat(Spelling.Nearest(name, earlier, taken)).Distinct().Take(MostGuesses).ToList();
    }

    /// <summary>The default name of the kind that the name has with its number: <c>pool1</c> for <c>maxpool1</c>; null where it has none.</summary>
    private static string? ByOtherWord(string name)
    {
        string word = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        string kind = OtherWords.TryGetValue(word, out string known) ? known : word;
        return LayerKinds.All.FirstOrDefault(candidate => string.Equals(candidate.Name, kind, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.DefaultName + name.Substring(word.Length)
            : null;
    }
}
