using System.Linq;
using CnnGen.Export.Compiling;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;

namespace CnnGen.Export.Inspecting;

/// <summary>Makes the table that a class has as <c>Info</c>, without compiling the class.</summary>
internal static class NetworkInfos
{
    public static NetworkInfo Of(ReadNetwork network)
    {
        NetworkGraph graph = network.Graph;
        LoweredNetwork lowered = Lowerer.Lower(graph, network.Spec, GeneratorOptions.Default.Memory);
        return new NetworkInfo(
            network.Name,
            [.. graph.Input.Sizes],
            [.. graph.Nodes.Select(LayerOf)],
            [.. graph.Outputs.Select(static output => new OutputInfo(output.Name, output.Node, [.. output.Shape.Sizes]))],
            MemoryOf(network.Spec, lowered));
    }

    private static LayerInfo LayerOf(Node node) => new(
        node.Name, node.Text, node.Inputs, [.. node.Output.Sizes], (int)node.ParameterCount, node.MultiplyAdds, node.Operations, node.ActivationBytes, FieldOf(node));

    private static CnnGen.ReceptiveField? FieldOf(Node node) => node.ReceptiveField is not { } field ? null
        : new(field.Rows.Size, field.Columns.Size, field.Rows.Stride, field.Columns.Stride) { Depth = field.Depth.Size, StrideDepth = field.Depth.Stride };

    private static NetworkMemory MemoryOf(NetworkSpec spec, LoweredNetwork network)
    {
        NetworkMemory memory = new(Bytes(network.WorkspaceFloats), Bytes(network.WeightsLength), Bytes(network.Folds.Length));
        return spec.HasTraining ? memory with { Training = TrainingOf(network) } : memory;
    }

    private static TrainingMemory TrainingOf(LoweredNetwork network)
    {
        TrainingFloats floats = network.TrainingFloats;
        TrainingMemory memory = new(Bytes(floats.Sample), Bytes(floats.Shard), Bytes(floats.Batch), Bytes(floats.Derived), Bytes(floats.Gradients), Bytes(floats.ShardGradients));
        return network.Kept is { } kept ? memory with { Recomputation = new Recomputation(network.MultiplyAddsAgain, TrainingOf(kept)) } : memory;
    }

    private static long Bytes(int floats) => (long)sizeof(float) * floats;
}
