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

/// <summary>Writes what is known of a network before any instance is made: its parameters, its layers, what inference folds. The lines are the runtime's NetworkTable's.</summary>
internal static class ModelEmitter
{
    /// <summary>Writes the class.</summary>
    public static void Write(CodeWriter writer, ClassFrame frame, LoweredNetwork network)
    {
        writer.Line("// What is known of the network before any instance is made.");
        using (writer.Block("private abstract class CnnGenModel : global::CnnGen.Runtime.NetworkTable"))
        {
            WriteInitializations(writer, network.Parameters);
            using (writer.Block("public static readonly global::CnnGen.Runtime.WeightLayout Weights = new(new global::CnnGen.Runtime.ParameterDescriptor[]", $"}}, {network.WeightsLength}{Folds(network)});"))
            {
                foreach (PlacedParameter parameter in network.Parameters)
                {
                    writer.Line(Parameter(parameter) + ",");
                }
            }

            writer.Line();
            using (writer.Block($"public static readonly global::CnnGen.NetworkInfo Info = new({CSharpText.Literal(frame.Name.TrimStart('@'))}, {Numbers(network.Graph.Input.Sizes)}, new global::CnnGen.LayerInfo[]", $"}}, {Outputs(network.Graph)}, {Memory(frame, network)});"))
            {
                foreach (Node node in network.Graph.Nodes)
                {
                    writer.Line(Layer(node) + ",");
                }
            }

            writer.Line();
            writer.Line($"public static global::CnnGen.Runtime.NetworkState NewState(global::CnnGen.Runtime.NetworkWeights weights) => new(weights, {network.WorkspaceFloats}, typeof({frame.Type}), CnnGenForward.Instance);");
        }

        writer.Line();
    }

    // Named once: a type of the user's may hide the enumeration, so that each line would have to tell all of it.
    private static void WriteInitializations(CodeWriter writer, IEnumerable<PlacedParameter> parameters)
    {
        List<string> initializations = parameters.Select(static parameter => parameter.Spec.Initial.ToString()).Distinct().OrderBy(static name => name, StringComparer.Ordinal).ToList();
        foreach (string name in initializations)
        {
            writer.Line($"private const global::CnnGen.Runtime.Initialization {name} = global::CnnGen.Runtime.Initialization.{name};");
        }

        if (initializations.Count > 0)
        {
            writer.Line();
        }
    }

    private static string Parameter(PlacedParameter parameter)
    {
        ParameterSpec spec = parameter.Spec;
        string name = CSharpText.Literal(parameter.Name);
        string frozen = parameter.Node.Frozen ? ", true" : "";
        return spec.Role switch
        {
            ParameterRole.Counter => $"Counter({name}, {parameter.Offset})",
            ParameterRole.Statistic => $"Statistic({name}, {spec.Initial}, {parameter.Offset}, {spec.Shape.Channels})",
            _ when parameter.Pack == PackShape.PerChannel(parameter.Pack.Filters) && spec.Shape.Sizes.Count == 1 => $"Vector({name}, {spec.Initial}, {spec.FanIn}, {parameter.Offset}, {spec.Shape.Channels}{frozen})",
            _ => $"Tensor({name}, {spec.Initial}, {spec.FanIn}, {parameter.Offset}, Pack{Pack(parameter.Pack)}, {Numbers(spec.Shape.Sizes)}{frozen})",
        };
    }

    private static string Layer(Node node)
    {
        string name = $"{CSharpText.Literal(node.Name)}, {CSharpText.Literal(node.Text)}";
        string counts = $"{node.ParameterCount}, {node.MultiplyAdds}, {node.Operations}";
        return node.Inputs.Count == 1 && node.Output.Sizes.Count == 3 && SquareField(node) is { } field
            ? $"Layer({name}, {Invariant(node.Inputs[0])}, {string.Join(", ", node.Output.Sizes)}, {counts}, {field})"
            : $"Layer({name}, {Numbers(node.Inputs)}, {Numbers(node.Output.Sizes)}, {counts}, {Field(node)})";
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

        IEnumerable<string> folds = network.Folds.Folds.Select(fold => FormattableString.Invariant(
            $"new({fold.Channels}, {fold.Epsilon:R}, {fold.Weight?.Offset ?? -1}, {fold.Bias?.Offset ?? -1}, {fold.Mean.Offset}, {fold.Variance.Offset}, {fold.Scale.Offset}{string.Concat(fold.Maps.Select(map => ", " + Map(map)))})"));
        string derived = network.Derived.Inference.Count == 0 ? ""
            : $", new global::CnnGen.Runtime.DerivedPack[] {{ {string.Join(", ", network.Derived.Inference.Select(static weights => "new" + DerivedPack(weights)))} }}";
        return $", new global::CnnGen.Runtime.FoldedNorm[]\n{{\n{string.Concat(folds.Select(static fold => $"    {fold},\n"))}}}, {network.Folds.Length}{derived}";
    }

    private static string Map(FoldedOperands map)
    {
        string[] settings =
        [
            .. map.IsBehind ? ["IsBehind = true"] : Array.Empty<string>(),
            .. map.Source.Source == WeightSource.Folded ? ["HasFoldedWeights = true"] : Array.Empty<string>(),
            .. map.SourceBias is { Source: WeightSource.Folded } ? ["HasFoldedBias = true"] : Array.Empty<string>(),
        ];
        return FormattableString.Invariant($"Map(Pack{Pack(map.Source.Pack)}, {map.Source.Offset}, {map.SourceBias?.Offset ?? -1}, {map.Weights.Offset}, {map.Bias.Offset})")
            + (settings.Length == 0 ? "" : $" with {{ {string.Join(", ", settings)} }}");
    }

    /// <summary>The runtime's NetworkMemory: bytes.</summary>
    private static string Memory(ClassFrame frame, LoweredNetwork network)
    {
        MemoryPlan plan = network.Training.Memory;

        // The way to the input through frozen layers begins at the input again.
        int input = network.ToInput is null ? 0 : (int)network.Graph.Input.Elements;
        string training = $" {{ Training = new({Bytes(plan.SampleLength + input)}, {Bytes(plan.ShardLength)}, {Bytes(plan.BatchLength)}, {Bytes(network.Derived.Length)}, {Bytes(network.WeightsLength)}, {Bytes(network.ShardedLength)}) }}";
        return $"new global::CnnGen.NetworkMemory({Bytes(network.WorkspaceFloats)}, {Bytes(network.WeightsLength)}, {Bytes(network.Folds.Length)}){(frame.HasTraining ? training : "")}";

        static string Bytes(int floats) => FormattableString.Invariant($"{4L * floats}L");
    }

    /// <summary>The arguments of the runtime's DerivedPack.</summary>
    public static string DerivedPack(DerivedWeights derived) => FormattableString.Invariant(
        $"(new global::CnnGen.Runtime.WeightPack{Pack(derived.Source.Pack)}, {derived.Source.Offset}, new global::CnnGen.Runtime.WeightPack{Pack(derived.Target.Pack)}, {derived.Target.Offset}, {Numbers(derived.Taps)})");

    // An order of weights, by the runtime's numbers.
    private static string Pack(PackShape pack) => $"({pack.Groups}, {pack.Filters}, {pack.Channels}, {pack.Taps}, {pack.Tile})";

    // The network's input is -1, and there are cultures with another minus.
    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Of images whose rows and columns are seen alike.
    private static string? SquareField(Node node) =>
        node.ReceptiveField is { } field && field.Depth == AxisView.Single && field.Rows == field.Columns ? $"{field.Rows.Size}, {field.Rows.Stride}" : null;

    private static string Field(Node node) => node.ReceptiveField is { } field
        ? $"new({field.Rows.Size}, {field.Columns.Size}, {field.Rows.Stride}, {field.Columns.Stride})"
            + (field.Depth == AxisView.Single ? "" : $" {{ Depth = {field.Depth.Size}, StrideDepth = {field.Depth.Stride} }}")
        : "null";
}
