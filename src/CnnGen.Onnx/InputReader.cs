using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Onnx.Format;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;
using CnnGen.Onnx.Operators;
using CnnGen.Onnx.Reading;

namespace CnnGen.Onnx;

/// <summary>Makes the network's input of the file's: several of them are parts of one, behind each other, which slices take apart again.</summary>
internal sealed class InputReader(ImportOptions options, List<Problem> problems, List<string> notes)
{
    /// <summary>The most axes that a layer's output has, its channels among them.</summary>
    public const int MostAxes = 4;

    /// <summary>Reads the inputs.</summary>
    /// <returns>The input as a graph without layers but for such slices, and what the file's inputs are; null with the problems said.</returns>
    public (LayerGraph Graph, GraphValues Values)? Read(ValueInfoProto[] inputs)
    {
        if (inputs.Length == 0 || (inputs.Length > 1 && options.InputSizes is not null))
        {
            problems.Add(Problem.OfFile(inputs.Length == 0 ? "the graph has no input; a network has one" : "--input gives the sizes of one input, and the graph has several"));
            return null;
        }

        int[]?[] read = [.. inputs.Select(SampleSizes)];
        if (read.Contains(null))
        {
            return null;
        }

        int[][] sizes = [.. read.OfType<int[]>()];

        int batch = options.IsUnbatched ? 1 : inputs.Max(BatchOf);
        if (batch > 1)
        {
            notes.Add($"The file's batch is of {batch} samples; the class takes any number of them.");
        }

        bool areWhole = inputs.All(static input => input.Type?.TensorType is { } type && TensorReader.KindOf(type.ElemType) == ElementKind.Integer);
        GraphValues values = new(!options.IsUnbatched, batch, areWhole);
        return (inputs.Length == 1 ? Single(inputs[0], sizes[0], values) : Several(inputs, sizes, values), values);
    }

    private LayerGraph Single(ValueInfoProto input, int[] sizes, GraphValues values)
    {
        Layer layer = new(Kinds.Input, sizes.Length == 0 ? [1] : sizes.Length <= MostAxes ? sizes : [.. sizes[..(MostAxes - 1)], Shapes.Product(sizes[(MostAxes - 1)..])]);
        values.Set(input.Name, ValueOf(layer, sizes));
        return new LayerGraph(layer);
    }

    /// <summary>Images of one size are channels of one image; what else there is are vectors behind each other.</summary>
    private LayerGraph Several(ValueInfoProto[] inputs, int[][] sizes, GraphValues values)
    {
        bool areImages = sizes.All(sample => sample.Length is > 0 and <= MostAxes && sample[1..].SequenceEqual(sizes[0][1..]));
        int[] counts = Array.ConvertAll(sizes, sample => areImages ? sample[0] : Shapes.Product(sample));
        int[] positions = areImages ? sizes[0][1..] : [];
        Layer all = new(Kinds.Input, [counts.Sum(), .. positions]);
        LayerGraph graph = new(all);
        int first = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            Layer part = graph.Add(new Layer("Slice", [counts[i], .. positions], all) { Arguments = [Argument.Of(first), Argument.Of(counts[i])], Hint = inputs[i].Name });
            values.Set(inputs[i].Name, ValueOf(part, sizes[i]));
            first += counts[i];
        }

        notes.Add($"Its input has those of the file behind each other, {(areImages ? "channel by channel" : "as vectors")}: {string.Join(", ", inputs.Select(static input => input.Name))}.");
        return graph;
    }

    private Value ValueOf(Layer layer, int[] sizes) => new(layer, View.Of(options.IsUnbatched ? sizes : [1, .. sizes]));

    private static int BatchOf(ValueInfoProto input) => input.Type?.TensorType?.Shape is not { Dim.Count: > 0 } shape ? 1
        : (int)Math.Clamp(shape.Dim[0].DimValue, 0, int.MaxValue);

    /// <summary>The sizes of a sample; null with the problem said.</summary>
    private int[]? SampleSizes(ValueInfoProto input)
    {
        TensorShapeProto? shape = input.Type?.TensorType?.Shape;
        DimensionProto[] axes = shape is null ? [] : [.. options.IsUnbatched ? shape.Dim : shape.Dim.Skip(1)];
        if (options.InputSizes is { } given)
        {
            if (shape is null || (given.Count == axes.Length && axes.Zip(given).All(static pair => pair.First.DimValue <= 0 || pair.First.DimValue == pair.Second)))
            {
                return [.. given];
            }

            string own = string.Join(", ", axes.Select(static axis => axis.DimValue > 0 ? axis.DimValue.ToString(CultureInfo.InvariantCulture) : "?"));
            problems.Add(Problem.OfFile($"the input '{input.Name}' has samples of [{own}], and {Shapes.Text(given)} is asked for"));
            return null;
        }

        int[] sizes = [.. axes.Select(static axis => axis.DimValue is > 0 and <= int.MaxValue ? (int)axis.DimValue : 0)];
        if (shape is null || sizes.Contains(0))
        {
            problems.Add(Problem.OfFile($"the input '{input.Name}' leaves sizes open, and a network's are fixed; give a sample's with --input, such as --input 3,224,224"));
            return null;
        }

        return sizes;
    }
}
