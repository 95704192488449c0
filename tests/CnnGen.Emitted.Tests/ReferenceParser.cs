using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Emitted.Tests;

/// <summary>Reads the definition of a network from attributes as <see cref="ReferenceNetwork.Declaration"/> writes them.</summary>
internal static class ReferenceParser
{
    /// <summary>Reads the attributes of a class.</summary>
    public static ReferenceNetwork Parse(string declaration)
    {
        Attribute[] attributes = CSharpSyntaxTree.ParseText(declaration).GetRoot().DescendantNodes().OfType<AttributeSyntax>().Select(syntax => new Attribute(syntax)).ToArray();
        int[] input = attributes.Single(attribute => attribute.Name == "Input").Texts.Select(int.Parse).ToArray();
        List<ReferenceLayer> layers = [];
        Dictionary<string, int> ranks = new() { [ReferenceNetwork.NetworkInput] = input.Length };
        int running = input.Length;
        foreach (Attribute attribute in attributes.Where(attribute => attribute.Name is not ("Input" or "Network")))
        {
            string? from = attribute.Text("From") is { } source ? Name(source) : null;
            int rank = from is null ? running : ranks[from];
            string? own = attribute.Text("Name") is { } name ? Name(name) : null;
            ReferenceLayer layer = Layer(attribute, rank) with { Name = own, From = from, Recompute = attribute.Flag("Recompute", false) };
            layers.Add(layer);
            if (layer is ReferenceOutput)
            {
                ranks[ReferenceNetwork.Names(layers)[^1]] = rank;
                continue;
            }

            running = layer is ReferenceLinear or ReferenceFlatten ? 1 : layer is ReferenceReshape reshape ? reshape.Rank : layer.Joined.Select(name => ranks[name]).Append(rank).Max();
            ranks[ReferenceNetwork.Names(layers)[^1]] = running;
        }

        return new ReferenceNetwork(input, layers);
    }

    private static ReferenceLayer Layer(Attribute attribute, int rank) => attribute.Name switch
    {
        "Conv" => new ReferenceConvolution(int.Parse(attribute.Texts[0], CultureInfo.InvariantCulture), Window(attribute, 1, rank), attribute.Number("Groups", 1), attribute.Flag("Bias", true), PadMode(attribute)),
        "DepthwiseConv" => new ReferenceDepthwiseConvolution(Window(attribute, 0, rank), attribute.Number("Multiplier", 1), attribute.Flag("Bias", true), PadMode(attribute)),
        "ConvTranspose" => new ReferenceConvTranspose(
            attribute.Integer(0), Window(attribute, 1, rank), ReferenceConvTranspose.NamesOf(rank - 1).Select(name => attribute.Number(name, attribute.Number("OutputPad", 0))).ToArray(), attribute.Number("Groups", 1), attribute.Flag("Bias", true)),
        "MaxPool" => new ReferenceMaxPool(Window(attribute, 0, rank)),
        "AvgPool" => new ReferenceAvgPool(Window(attribute, 0, rank), attribute.Flag("CountIncludePad", true)),
        "LpPool" => new ReferenceLpPool(int.Parse(attribute.Texts[0], CultureInfo.InvariantCulture), Window(attribute, 1, rank)),
        "GlobalAvgPool" or "AdaptiveAvgPool" => new ReferenceAdaptivePool(false, attribute.Texts.Select(int.Parse).ToArray()),
        "GlobalMaxPool" or "AdaptiveMaxPool" => new ReferenceAdaptivePool(true, attribute.Texts.Select(int.Parse).ToArray()),
        "Linear" => new ReferenceLinear(int.Parse(attribute.Texts[0], CultureInfo.InvariantCulture), attribute.Flag("Bias", true)),
        "BatchNorm" => new ReferenceBatchNorm(attribute.Real("Epsilon", 1e-5), attribute.Real("Momentum", 0.1), attribute.Flag("Affine", true)),
        "LayerNorm" or "GroupNorm" or "InstanceNorm" => new ReferenceSampleNorm(
            attribute.Name, attribute.Texts is [string groups] ? int.Parse(groups, CultureInfo.InvariantCulture) : 1, attribute.Real("Epsilon", 1e-5), attribute.Flag("Affine", attribute.Name != "InstanceNorm")),
        "LocalResponseNorm" => new ReferenceLocalResponse(
            int.Parse(attribute.Texts[0], CultureInfo.InvariantCulture), attribute.Real("Alpha", 1e-4), attribute.Real("Beta", 0.75), attribute.Real("K", 1)),
        "Softmax" or "LogSoftmax" => new ReferenceSoftmax(attribute.Name == "LogSoftmax"),
        "PReLU" => new ReferencePReLU(attribute.Flag("PerChannel", false)),
        "GELU" => new ReferenceActivation("GELU", attribute.Flag("Tanh", false) ? 1 : 0),
        "Softplus" => new ReferenceActivation("Softplus", attribute.Real("Beta", 1), attribute.Real("Threshold", 20)),
        "Flatten" => new ReferenceFlatten(),
        "Reshape" => new ReferenceReshape(attribute.Texts.Select(int.Parse).ToArray()),
        "Scale" => new ReferenceScale(),
        "ChannelShuffle" => new ReferenceChannelShuffle(attribute.Integer(0)),
        "PixelShuffle" => new ReferencePixelShuffle(attribute.Integer(0)),
        "Upsample" => new ReferenceUpsample(attribute.Integer(0), rank - 1, attribute.Text("Mode") is "UpsampleMode.Bilinear", attribute.Flag("AlignCorners", false)),
        "Pad" => new ReferencePad(
            attribute.Text("PadMode")?["PadMode.".Length..] ?? nameof(ReferencePadMode.Zeros),
            ReferencePad.NamesOf(rank - 1).Select(names => (attribute.Number(names.Before, 0), attribute.Number(names.After, 0))).ToArray()),
        "Crop" => new ReferenceCrop(
            Enumerable.Range(0, rank - 1).Select(attribute.Integer).ToArray(), Enumerable.Range(rank - 1, rank - 1).Select(attribute.Integer).ToArray()),
        "Output" => new ReferenceOutput(Name(attribute.Texts[0])),
        "Slice" => new ReferenceSlice(attribute.Integer(0), attribute.Integer(1)),
        "Add" or "Subtract" or "Multiply" or "Max" or "Average" => new ReferenceJoin(attribute.Name, attribute.Text("Order") is not null) { Joined = attribute.Texts.Select(Name).ToArray() },
        "Concat" => new ReferenceConcat(attribute.Text("Order") is not null) { Joined = attribute.Texts.Select(Name).ToArray() },
        _ => new ReferenceActivation(attribute.Name, attribute.Texts.Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray()),
    };

    private static ReferenceWindow Window(Attribute attribute, int kernelAt, int rank)
    {
        int kernel = int.Parse(attribute.Texts[kernelAt], CultureInfo.InvariantCulture);
        ReferencePadding padding = attribute.Text("Padding") is { } text ? Enum.Parse<ReferencePadding>(text["Padding.".Length..]) : ReferencePadding.Explicit;
        int absent = ReferenceWindow.AxisNames.Count - (rank - 1);
        IEnumerable<(string Name, (string Before, string After) Sides)> axes = ReferenceWindow.AxisNames.Zip(ReferenceWindow.Sides).Skip(absent);
        return new ReferenceWindow(
            axes.Select(axis => new ReferenceAxis(
                attribute.Number("Kernel" + axis.Name, kernel),
                attribute.Number("Stride" + axis.Name, attribute.Number("Stride", attribute.Name is "Conv" or "DepthwiseConv" or "ConvTranspose" ? 1 : attribute.Number("Kernel" + axis.Name, kernel))),
                attribute.Number("Pad" + axis.Sides.Before, attribute.Number("Pad" + axis.Name, attribute.Number("Pad", 0))),
                attribute.Number("Pad" + axis.Sides.After, attribute.Number("Pad" + axis.Name, attribute.Number("Pad", 0))),
                attribute.Number("Dilation" + axis.Name, attribute.Number("Dilation", 1)))).ToArray(),
            padding,
            attribute.Text("Fit") == "Fit.Ceil");
    }

    private static ReferencePadMode PadMode(Attribute attribute) =>
        attribute.Text("PadMode") is { } text ? Enum.Parse<ReferencePadMode>(text["PadMode.".Length..]) : ReferencePadMode.Zeros;

    private static string Name(string text) => text == "Tensor.Input" ? ReferenceNetwork.NetworkInput : text.Trim('"');

    private sealed class Attribute(AttributeSyntax syntax)
    {
        private readonly IEnumerable<AttributeArgumentSyntax> _arguments = syntax.ArgumentList?.Arguments ?? [];

        public string Name => syntax.Name.ToString();

        /// <summary>The positional arguments.</summary>
        public string[] Texts => _arguments.Where(argument => argument.NameEquals is null).Select(argument => argument.Expression.ToString()).ToArray();

        /// <summary>A positional argument.</summary>
        public int Integer(int place) => int.Parse(Texts[place], CultureInfo.InvariantCulture);

        public string? Text(string name) => _arguments.FirstOrDefault(argument => argument.NameEquals?.Name.ToString() == name)?.Expression.ToString();

        public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

        public double Real(string name, double otherwise) => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

        public bool Flag(string name, bool otherwise) => Text(name) is { } text ? text == "true" : otherwise;
    }
}
