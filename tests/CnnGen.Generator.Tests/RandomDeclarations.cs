using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Tests;

/// <summary>Draws what may stand in an editor: attributes put together at random, and right networks with a few tokens changed.</summary>
/// <param name="seed">The same seed draws the same text.</param>
internal sealed class RandomDeclarations(int seed)
{
    private static readonly string[] Kinds =
    [
        "Conv", "Conv", "DepthwiseConv", "ConvTranspose", "MaxPool", "AvgPool", "Linear", "ReLU", "Tanh", "Softmax", "Flatten", "Dropout", "Sigmoid", "BatchNorm", "LayerNorm", "GroupNorm", "InstanceNorm",
        "LocalResponseNorm", "Add", "Concat", "LeakyReLU", "PReLU", "ELU", "GELU", "HardTanh", "Clip", "Softplus", "Subtract", "Multiply", "Max",
        "Average", "GlobalAvgPool", "GlobalMaxPool", "AdaptiveAvgPool", "AdaptiveMaxPool", "LpPool", "Slice", "ChannelShuffle", "PixelShuffle", "Upsample", "Pad", "Crop", "Scale", "Reshape", "ChannelDropout", "StochasticDepth", "Output", "Layers", "Branch", "Let", "Prefix", "Step", "Budget", "Nope", "Input", "Network",
    ];

    private static readonly string[] Joins = ["Add", "Concat", "Subtract", "Multiply", "Max", "Average"];

    private static readonly string[] Values =
    [
        "1", "2", "3", "5", "0", "-1", "0.5", "1.0", "0.5f", "nope", "\"a\"", "\"b\"", "\"\"", "", "true", "false", "Fit.Floor", "Fit.Ceil", "(Fit)9", "Padding.Same", "Padding.Valid", "(Padding)9", "PadMode.Reflect", "PadMode.Circular", "(PadMode)9", "1e-5", "null",
        "int.MaxValue", "int.MinValue", "long.MaxValue", "double.NaN", "default", "typeof(int)", "nameof(Fit)", "new[] { \"a\" }", "Tensor.Input", "ConcatOrder.RunningFirst", "1 + 1", "'c'",
    ];

    private static readonly string[] Integers = ["1", "1", "2", "2", "3", "3", "4", "5", "6", "7", "8", "12", "0", "-1", "100", "1_000_000", "int.MaxValue"];

    private static readonly string[] Reals = ["0.5", "0.1", "1e-5", "1.0", "0.0", "-0.5", "1e300", "double.NaN"];

    private static readonly string[] Names =
    [
        "Stride", "Pad", "Dilation", "Groups", "Multiplier", "Fit", "Name", "From", "Bias", "Frozen", "Recompute", "KernelWidth", "StrideHeight", "StrideWidth", "PadHeight", "PadWidth", "PadMode", "PadTop", "PadBottom", "PadLeft", "PadRight", "PadBack", "Order",
        "Parameters", "MultiplyAdds", "Nope", "CountIncludePad", "Padding", "Padding", "Epsilon", "Momentum", "Affine", "Alpha", "Beta", "K", "KernelDepth", "KernelHeight", "StrideDepth", "PadDepth",
        "DilationDepth", "DilationWidth", "PerChannel", "Tanh", "Threshold", "Mode", "AlignCorners", "PadFront", "OutputPad", "OutputPadWidth",
    ];

    private static readonly string[] Right =
    [
        "[Input(1, 28, 28)] [Conv(6, 5, Pad = 2), Tanh, AvgPool(2)] [Conv(16, 5), Tanh, AvgPool(2)] [Linear(120), Tanh, Linear(10), Softmax] public partial class N;",
        "[Input(3, 8, 8)] [Conv(4, 3, Pad = 1), ReLU(Name = \"a\"), Conv(4, 3, Pad = 1), Add(\"a\"), ReLU] public partial class N;",
        "[Input(2, 9, 9)] [Conv(4, 1, Name = \"a\")] [Conv(3, 3, Pad = 1, From = Tensor.Input, Name = \"b\")] [Concat(\"a\"), Linear(4)] public partial class N;",
        "[Input(2, 20), Budget(Parameters = 1000, MultiplyAdds = 10_000)] [Conv(4, 3, Dilation = 2), ReLU, MaxPool(2), Linear(2)] public partial class N { const int A = 1; }",
        "namespace A.B { public partial struct Outer { [Network(Fit = Fit.Floor), Input(1, 7, 7)] [Conv(2, 3, Stride = 3, Groups = 1)] internal sealed partial class N { } } }",
        "[Input(2, 4, 6, 6)] [Conv(3, 3, KernelDepth = 2, Padding = Padding.Same, Stride = 2, Bias = false), BatchNorm, ReLU, MaxPool(2, StrideDepth = 1)] [Linear(3)] public partial class N;",
        "[Input(3, 9, 9)] [Conv(4, 3, Padding = Padding.Same, Bias = false), BatchNorm(Momentum = 0.2), ReLU(Name = \"a\")] [Conv(4, 3, Padding = Padding.Valid, From = \"a\"), BatchNorm(Affine = false)] public partial class N;",
        "[Input(4, 9, 9)] [Conv(8, 3), GroupNorm(4, Affine = false), ReLU, LocalResponseNorm(3, K = 2)] [InstanceNorm, Linear(3), LayerNorm(Epsilon = 1e-3)] public partial class N;",
        "[Input(3, 9, 9)] [Conv(4, 3), LeakyReLU(0.2), Conv(4, 3), HardTanh(-0.5, 0.5), Conv(4, 3), Softplus(Beta = 0.5, Threshold = 8.0)] [Linear(3), ELU(0.7), Clip(0.1, 0.9)] public partial class N;",
        "[Input(6, 9, 9)] [Conv(8, 3), ReLU(Name = \"a\"), GlobalAvgPool, Linear(2), ReLU, Linear(8), Sigmoid, Multiply(\"a\")] [AdaptiveAvgPool(3, 2), Linear(3)] public partial class N;",
        "[Input(2, 9)] [LpPool(2, 3, Dilation = 2, Stride = 1, Name = \"a\"), Tanh, Subtract(\"a\", Order = ConcatOrder.RunningFirst), Max(\"a\"), Average(\"tanh1\", \"a\"), AdaptiveMaxPool(2), GlobalMaxPool] public partial class N;",
        "[Input(3, 9, 9)] [DepthwiseConv(3, Pad = 1, Multiplier = 2), ReLU, Conv(4, 1), DepthwiseConv(3, Stride = 2, Padding = Padding.Same)] public partial class N;",
        "[Input(3, 9, 9)] [Conv(4, 3, PadTop = 1, PadRight = 2, Stride = 2, Fit = Fit.Floor), ReLU, MaxPool(2, Stride = 1, PadLeft = 1), AvgPool(3, PadBottom = 1, Fit = Fit.Ceil)] public partial class N;",
        "[Input(3, 9, 9)] [Conv(4, 3, Pad = 1, PadMode = PadMode.Reflect), ReLU, DepthwiseConv(5, Padding = Padding.Same, PadMode = PadMode.Circular), Tanh, Conv(2, 3, PadLeft = 2, PadMode = PadMode.Replicate)] public partial class N;",
        "[Input(4, 9, 9)] [ChannelShuffle(2), Conv(12, 3, Groups = 2), ChannelShuffle(3), ReLU(Name = \"a\"), Slice(4, 8)] [PixelShuffle(2), Linear(3)] public partial class N;",
        "[Input(3, 6, 6)] [Pad(2, PadMode = PadMode.Reflect, PadTop = 1), Conv(4, 3), ReLU, Upsample(2, Mode = UpsampleMode.Bilinear, AlignCorners = true), Crop(1, 2, 4, 5), Pad(1), Upsample(2)] [Linear(3)] public partial class N;",
        "[Input(4, 5, 6)] [ConvTranspose(6, 4, Stride = 2, Pad = 1, Groups = 2), ReLU, ConvTranspose(3, 3, Stride = 2, PadLeft = 1, OutputPad = 1, Bias = false), BatchNorm, Tanh] [Linear(3)] public partial class N;",
        "[Input(3, 6, 6)] [Conv(4, 3), ReLU(Name = \"a\"), Output(\"features\"), Linear(5), Output(\"aux\")] [MaxPool(2, From = \"a\"), Output(\"pooled\"), Linear(3), Output(\"scores\")] public partial class N;",
        """
        [Network(Fit = Fit.Floor), Input(3, 9, 9)] [Conv(4, 3, Pad = 1, Repeat = 2), Step(4, Repeat = 2), Step(8, Stride = 2, Name = "b"), Layers("Step(8), ReLU(From = 'b')")] [Linear(3)] public partial class N;
        [Prefix("layer{number}"), Let("stride", "index == 0 ? Stride : 1")]
        [Branch("short", "Conv(filters, 1, Stride = stride, Name = '0'), BatchNorm", When = "stride > 1 || input.channels != filters")]
        [Layers("Conv(filters, 3, Stride = stride, Pad = 1), last == PadMode.Zeros ? ReLU : (Tanh, Dropout(rate / 2))")] [Add("short")]
        public sealed class StepAttribute(int filters, double rate = 0.5) : BlockAttribute { const int Most = 3; public int Stride { get; set; } = 1; public PadMode last { get; set; } }
        """,
        """
        [Input(3, 9, 9)] [Outer(4, "relu1", From = Tensor.Input, Frozen = true), ReLU, Outer(6, "relu1")] [GlobalAvgPool, Linear(3)] public partial class N;
        [Layers("Inner(2 * filters, 3, Repeat = 2), Conv(filters, 1)"), Layers("Output($'out{filters}')", When = "filters > 4")] public sealed class OuterAttribute(int filters, string other) : BlockAttribute;
        [Prefix("")] [Layers("Conv(filters, kernel, Pad = kernel / 2), BatchNorm(Epsilon = 1e-3), ReLU")] sealed class InnerAttribute(int filters, int kernel) : BlockAttribute;
        """,
        "[Input(5)] [Linear(4, Bias = false), Sigmoid] [Dropout(0.5), Linear(3)] partial class N { public void Run() => Forward(new float[5], new float[3]); }",
    ];

    private static readonly string[] Tokens =
    [
        "[", "]", "(", ")", ",", "=", "\"", "'", "{", "}", ";", ".", ":", "<", ">", "//", "/*", "#if A\n", "@", "$\"", "\\", "class", "partial", "record", "struct", "static", "abstract", "file",
        "ref", "namespace", "enum", "interface", "using", "where T : new()", "<T>", "(int a)", ": System.Exception", ": INetwork<N>", "delegate", "assembly:", "module:", "return:", "~N() { }",
        "int Forward;", "public void Dispose() { }", "required int A { get; set; }", "protected N(int a) { }", "static N() { }", "class N { }",
    ];

    // What stands in the text of blocks.
    private static readonly string[] Words =
    [
        "(", ")", ",", "?", ":", "=", "'", "{", "}", "$", "+", "/", "%", "&&", "!", "==", "0", "1", "-1", "0.5", "filters", "Stride", "stride", "input", "input.channels", "'short'.width", "index", "number", "rate", "other",
        "Most", "nope", "Conv", "ReLU", "Step", "Inner", "Outer", "Step(4)", "Conv(4, 1)", "Add(Tensor.Input)", "Math.Max(2, 3)", "(int)", "1 / 0", "2_000_000_000 * 2", "Repeat = 3", "Name = 'a'", "From = 'short'", "PadMode.Nope", "\\u0041", "\\", "",
    ];

    private readonly Random _random = new(seed * 7919);

    /// <summary>One class, or what is left of it; if it has a name it is N.</summary>
    public string Draw() => _random.Next(4) switch { 0 => Soup(), 1 => Mutated(), _ => Retuned() };

    private string Soup()
    {
        StringBuilder text = new(_random.Next(12) == 0 ? "" : _random.Next(6) switch { 0 or 1 => "[Input(4)] ", 2 => "[Input(2, 4, 8, 8)] ", _ => "[Input(2, 8, 8)] " });
        int layers = _random.Next(5);
        for (int layer = 0; layer < layers; layer++)
        {
            text.Append('[').Append(Attribute());
            while (_random.Next(3) == 0)
            {
                text.Append(", ").Append(Attribute());
            }

            text.Append("] ");
        }

        return text.Append(_random.Next(8) == 0 ? "class N;" : "public partial class N;").ToString();
    }

    private string Attribute()
    {
        string kind = Pick(Kinds);
        int positional = kind switch
        {
            "Conv" or "ConvTranspose" or "Clip" or "LpPool" or "Slice" => 2,
            "AdaptiveAvgPool" or "AdaptiveMaxPool" => _random.Next(1, 4),
            "DepthwiseConv" or "MaxPool" or "AvgPool" or "Linear" or "Dropout" or "LeakyReLU" or "ELU" or "HardTanh" or "ChannelShuffle" or "PixelShuffle" or "Upsample" or "Pad" => 1,
            "Crop" => 4,
            _ => TakesNames(kind) ? 1 : 0,
        };
        string[] first = Enumerable.Range(0, _random.Next(8) == 0 ? _random.Next(4) : positional)
            .Select(_ => _random.Next(9) == 0 ? Pick(Values) : TakesNames(kind) ? "\"a\"" : $"{1 + _random.Next(4)}")
            .ToArray();
        string[] then = Enumerable.Range(0, _random.Next(3)).Select(_ => $"{Pick(Names)} = {Pick(Values)}").ToArray();
        return $"{kind}({string.Join(", ", first.Concat(then))})";
    }

    private static bool TakesNames(string kind) => Joins.Contains(kind) || kind == "Output";

    /// <summary>A right network with other numbers, names and layers, with which C# has no quarrel.</summary>
    private string Retuned()
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(Pick(Right)).GetRoot();
        for (int change = _random.Next(1, 4); change > 0; change--)
        {
            AttributeSyntax[] attributes = root.DescendantNodes().OfType<AttributeSyntax>().ToArray();
            AttributeSyntax attribute = attributes[_random.Next(attributes.Length)];
            LiteralExpressionSyntax[] literals = root.DescendantNodes().OfType<LiteralExpressionSyntax>()
                .Where(literal => literal.FirstAncestorOrSelf<AttributeSyntax>() is not null && literal.Token.Value is int or double or string).ToArray();
            if (literals.Length == 0)
            {
                // Its numbers have all been replaced by layers without one, or by constants.
                break;
            }

            LiteralExpressionSyntax literal = literals[_random.Next(literals.Length)];
            SyntaxNode other = attributes[_random.Next(attributes.Length)];
            if (literal.Token.Value is string { Length: > 5 } text && _random.Next(2) == 0)
            {
                root = root.ReplaceNode(literal, SyntaxFactory.ParseExpression("\"" + Reworded(text) + "\""));
                continue;
            }

            root = _random.Next(6) switch
            {
                0 => root.ReplaceNode(attribute, SyntaxFactory.Attribute(SyntaxFactory.ParseName(Pick(["ReLU", "Flatten", "Tanh", "Softmax"])))),
                1 => root.ReplaceNodes([attribute, other], (node, _) => node == attribute ? other : attribute),
                _ => root.ReplaceNode(literal, SyntaxFactory.ParseExpression(literal.Token.Value is string ? Pick(["\"a\"", "\"b\"", "\"relu1\"", "\"conv2\"", "\"bn1\""]) : literal.Token.Value is double ? Pick(Reals) : Pick(Integers))),
            };
        }

        return root.ToFullString();
    }

    /// <summary>A block's text with another word in it.</summary>
    private string Reworded(string text)
    {
        string[] tokens = SyntaxFactory.ParseTokens(text).Select(token => token.ToFullString()).Where(token => token.Length > 0).ToArray();
        if (tokens.Length > 0)
        {
            int at = _random.Next(tokens.Length);
            tokens[at] = _random.Next(3) switch { 0 => "", 1 => tokens[at] + Pick(Words) + " ", _ => Pick(Words) + " " };
        }

        return string.Concat(tokens).Replace("\"", "'", StringComparison.Ordinal);
    }

    private string Mutated()
    {
        string text = Pick(Right);
        for (int change = _random.Next(1, 5); change > 0; change--)
        {
            text = Mutate(text);
        }

        return text;
    }

    private string Mutate(string text)
    {
        string[] tokens = SyntaxFactory.ParseTokens(text).Select(token => token.ToFullString()).Where(token => token.Length > 0).ToArray();
        if (tokens.Length == 0)
        {
            return Pick(Tokens);
        }

        int at = _random.Next(tokens.Length);
        int other = _random.Next(tokens.Length);
        switch (_random.Next(8))
        {
            case 0:
                return text[.._random.Next(text.Length)];
            case 1:
                tokens[at] = "";
                break;
            case 2:
                tokens[at] += tokens[at];
                break;
            case 3:
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 4:
                tokens[at] += Pick(Tokens) + " ";
                break;
            case 5:
                tokens[at] = Pick(Values) + " ";
                break;
            case 6:
                tokens[at] = Attribute();
                break;
            default:
                int[] numbers = Enumerable.Range(0, tokens.Length).Where(index => char.IsAsciiDigit(tokens[index][0])).ToArray();
                if (numbers.Length > 0)
                {
                    tokens[numbers[_random.Next(numbers.Length)]] = Pick(Values);
                }

                break;
        }

        return string.Concat(tokens);
    }

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
