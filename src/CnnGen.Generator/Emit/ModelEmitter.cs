using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>Writes what is known of a network before any instance is made: its parameters, its layers, what inference folds. The runtime's NetworkTable reads the lines.</summary>
internal static class ModelEmitter
{
    /// <summary>Writes the classes.</summary>
    public static void Write(CodeWriter writer, ClassFrame frame, LoweredNetwork network)
    {
        writer.Line("// What is known of the network before any instance is made.");
        using (writer.Block("private static class CnnGenModel"))
        {
            writer.Line($"public static readonly global::CnnGen.Runtime.WeightLayout Weights = new({TableText.Read("Parameters", "ParameterTable")}, {network.WeightsLength}{Folds(network)});");
            writer.Line();
            TableText.Write(writer, "ParameterTable", "name; first values; inputs of an output; first float; shape; order: groups, filters, channels, taps, tile", TableText.Named(network.Parameters, static parameter => parameter.Name, Parameter));
            if (network.Folds.Length > 0)
            {
                TableText.Write(writer, "FoldTable", "channels, epsilon; weight, bias, mean, variance, factors; for each map its order; weights, bias, folded weights, folded bias", network.Folds.Folds.Select(Fold));
            }

            if (HasDerived(network))
            {
                TableText.Write(writer, "PackTable", PackColumns, network.Derived.Inference.Exchanged.Select(DerivedPack));
            }

            if (HasPoints(network))
            {
                TableText.Write(writer, "PointTable", PointColumns, network.Derived.Inference.AtPoints.Select(WinogradPack));
            }

            if (HasNarrow(network))
            {
                TableText.Write(writer, "NarrowTable", "first float; first float of what is narrow; how many weights; whether they are folded themselves", network.Derived.Inference.Narrow.Select(NarrowPack));
            }

            writer.Line($"public static global::CnnGen.Runtime.NetworkState NewState(global::CnnGen.Runtime.NetworkWeights weights) => new(weights, {network.WorkspaceFloats}, typeof({frame.Type}), CnnGenForward.Instance);");
        }

        writer.Line();
        WriteInfo(writer, frame, network);
    }

    // By itself, because reading the table is most of what a network costs at its start.
    private static void WriteInfo(CodeWriter writer, ClassFrame frame, LoweredNetwork network)
    {
        writer.Line("// The layer table, read when it is first asked for: a program that only computes never does.");
        using (writer.Block("private static class CnnGenInfo"))
        {
            TableText.Write(writer, "LayerTable", "name; layer; what it reads; output; parameters, multiply-adds, operations; rows and columns that an output sees, their strides", TableText.Named(network.Graph.Nodes, static node => node.Name, Layer));
            writer.Line($"public static readonly global::CnnGen.NetworkInfo Info = new({CSharpText.Literal(frame.Name.TrimStart('@'))}, {Numbers(network.Graph.Input.Sizes)}, {TableText.Read("Layers", "LayerTable")}, {Outputs(network.Graph)}, {Memory(frame, network)});");
        }

        writer.Line();
    }

    private static string Parameter(PlacedParameter parameter)
    {
        ParameterSpec spec = parameter.Spec;
        string role = spec.Role switch
        {
            ParameterRole.Counter => "counter",
            ParameterRole.Statistic => "statistic",
            _ => Invariant(spec.FanIn) + (parameter.Node.Frozen ? " frozen" : ""),
        };
        string shape = spec.Role == ParameterRole.Counter ? "" : "; " + TableText.Numbers(spec.Shape.Sizes);
        string pack = spec.Shape.Sizes.Count == 1 && parameter.Pack == PackShape.PerChannel(parameter.Pack.Filters) || spec.Role == ParameterRole.Counter ? "" : "; " + Pack(parameter.Pack);
        return $"; {spec.Initial}; {role}; {Invariant(parameter.Offset)}{shape}{pack}";
    }

    private static string Layer(Node node)
    {
        string counts = FormattableString.Invariant($"{node.ParameterCount} {node.MultiplyAdds} {node.Operations}");
        return $"; {TableText.Text(node.Text)}; {TableText.Numbers(node.Inputs)}; {TableText.Numbers(node.Output.Sizes)}; {counts}{Field(node)}";
    }

    private static string Numbers(IEnumerable<int> numbers) => $"new int[] {{ {string.Join(", ", numbers.Select(Invariant))} }}";

    /// <summary>The runtime's OutputInfos.</summary>
    private static string Outputs(NetworkGraph graph)
    {
        IEnumerable<string> outputs = graph.Outputs.Select(static output => $"new({CSharpText.Literal(output.Name)}, {Invariant(output.Node)}, {Numbers(output.Shape.Sizes)})");
        return $"new global::CnnGen.OutputInfo[] {{ {string.Join(", ", outputs)} }}";
    }

    /// <summary>What inference reads in place of weights: as further arguments, none where it reads all as they lie.</summary>
    private static string Folds(LoweredNetwork network)
    {
        if (network.Folds.Length == 0)
        {
            return "";
        }

        string derived = HasDerived(network) ? $", {TableText.Read("Packs", "PackTable")}" : "";
        string atPoints = HasPoints(network) ? $", atPoints: {TableText.Read("AtPoints", "PointTable")}" : "";
        string narrow = HasNarrow(network) ? $", narrow: {TableText.Read("Narrow", "NarrowTable")}" : "";
        return $", {TableText.Read("Folds", "FoldTable")}, {network.Folds.Length}{derived}{atPoints}{narrow}";
    }

    private static bool HasDerived(LoweredNetwork network) => network.Folds.Length > 0 && network.Derived.Inference.Exchanged.Count > 0;

    private static bool HasPoints(LoweredNetwork network) => network.Derived.Inference.AtPoints.Count > 0;

    private static bool HasNarrow(LoweredNetwork network) => network.Derived.Inference.Narrow.Count > 0;

    private static string NarrowPack(NarrowOperand narrow) => FormattableString.Invariant(
        $"{narrow.Source.Offset}; {narrow.Target.Offset}; {narrow.Source.Pack.PackedLength}{(narrow.Source.Source == WeightSource.Parameters ? "" : "; of-derived")}");

    private static string Fold(NormFold fold) => FormattableString.Invariant(
        $"{fold.Channels} {fold.Epsilon:R}; {fold.Weight?.Offset ?? -1} {fold.Bias?.Offset ?? -1} {fold.Mean.Offset} {fold.Variance.Offset} {fold.Scale.Offset}{string.Concat(fold.Maps.Select(Map))}");

    private static string Map(FoldedOperands map)
    {
        string words = (map.IsBehind ? " behind" : "")
            + (map.Source.Source == WeightSource.Folded ? " of-folded-weights" : "")
            + (map.SourceBias is { Source: WeightSource.Folded } ? " of-folded-bias" : "");
        return FormattableString.Invariant($"; {Pack(map.Source.Pack)}; {map.Source.Offset} {map.SourceBias?.Offset ?? -1} {map.Weights.Offset} {map.Bias.Offset}{words}");
    }

    /// <summary>The runtime's NetworkMemory: bytes.</summary>
    private static string Memory(ClassFrame frame, LoweredNetwork network)
    {
        string again = network.Kept is { } kept ? $" {{ Recomputation = new({network.MultiplyAddsAgain.ToString(CultureInfo.InvariantCulture)}L, new({TrainingBytes(kept)})) }}" : "";
        string training = $" {{ Training = new({TrainingBytes(network)}){again} }}";
        return $"new global::CnnGen.NetworkMemory({Bytes(network.WorkspaceFloats)}, {Bytes(network.WeightsLength)}, {Bytes(network.Folds.Length)}){(frame.HasTraining ? training : "")}";
    }

    private static string TrainingBytes(LoweredNetwork network)
    {
        TrainingFloats floats = network.TrainingFloats;
        return string.Join(", ", new[] { floats.Sample, floats.Shard, floats.Batch, floats.Derived, floats.Gradients, floats.ShardGradients }.Select(Bytes));
    }

    private static string Bytes(int floats) => FormattableString.Invariant($"{4L * floats}L");

    /// <summary>What a line of <see cref="DerivedPack"/> has.</summary>
    public const string PackColumns = "order; first float; order and first float of what is derived; the tap of each of its taps";

    /// <summary>Weights in another order, as a line.</summary>
    public static string DerivedPack(DerivedWeights derived) => FormattableString.Invariant(
        $"{Pack(derived.Source.Pack)}; {derived.Source.Offset}; {Pack(derived.Target.Pack)}; {derived.Target.Offset}; {TableText.Numbers(derived.Taps)}");

    /// <summary>What a line of <see cref="WinogradPack"/> has.</summary>
    public const string PointColumns = "order; first float; order and first float at the points; whether the weights are derived themselves";

    /// <summary>Weights at the points of Winograd's convolutions, as a line.</summary>
    public static string WinogradPack(WinogradWeights weights) => FormattableString.Invariant(
        $"{Pack(weights.Source.Pack)}; {weights.Source.Offset}; {Pack(weights.Target.Pack)}; {weights.Target.Offset}{(weights.Source.Source == WeightSource.Parameters ? "" : "; of-derived")}");

    // An order of weights, by the runtime's numbers.
    private static string Pack(PackShape pack) => FormattableString.Invariant($"{pack.Groups} {pack.Filters} {pack.Channels} {pack.Taps} {pack.Tile}");

    // The network's input is -1, and there are cultures with another minus.
    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Field(Node node) => node.ReceptiveField is not { } field ? ""
        : field.Depth != AxisView.Single ? FormattableString.Invariant($"; {field.Rows.Size} {field.Columns.Size} {field.Rows.Stride} {field.Columns.Stride} {field.Depth.Size} {field.Depth.Stride}")
        : field.Rows != field.Columns ? FormattableString.Invariant($"; {field.Rows.Size} {field.Columns.Size} {field.Rows.Stride} {field.Columns.Stride}")
        : FormattableString.Invariant($"; {field.Rows.Size} {field.Rows.Stride}");
}
