using System.Linq;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Lowering;

/// <summary>From a graph to programs: this page lists the passes in their order.</summary>
internal static class Lowerer
{
    public static LoweredNetwork Lower(NetworkGraph graph, MemoryOptions memory)
    {
        WeightPlan weights = new();

        // Inference: nothing is kept, so whatever can be fused is, and memory is reused.
        Program inference = LowerForward(graph, new ForwardBuilder(new TensorPool(), weights, isTraining: false), out _);
        inference = FuseActivations.Run(inference);
        inference = ChooseLayouts.Run(inference);
        inference = FusePooling.Run(inference);
        inference = PlanBorders.Run(inference);
        inference = ClearBorders.Run(inference);
        inference = PlanMemory.Reusing(inference, memory);

        // Training: every tensor keeps its own memory, so borders stay zero once they are.
        TensorPool pool = new();
        ForwardBuilder forwardBuilder = new(pool, weights, isTraining: true);
        Program forward = LowerForward(graph, forwardBuilder, out Tensor output);
        BackwardBuilder backwardBuilder = new(pool, weights, forwardBuilder, FirstTrained(graph));
        Program backward = LowerBackward(graph, backwardBuilder, forwardBuilder, output);
        forward = FuseActivations.Run(forward, backward);
        forward = ChooseLayouts.ForTraining(forward, backward);
        (forward, backward) = PlanBorders.Run(forward, backward);
        (forward, backward) = PlanMemory.Separate(forward, backward, memory);

        return new LoweredNetwork(
            graph, weights.Parameters, weights.Length, inference, forward, backward, backwardBuilder.Derived, backwardBuilder.DerivedLength);
    }

    private static Program LowerForward(NetworkGraph graph, ForwardBuilder builder, out Tensor output)
    {
        Tensor input = builder.NewTensor("input", graph.Input.Channels, graph.Input.Height, graph.Input.Width);
        builder.Values[Node.NetworkInput] = input;
        builder.Add(new Load(Node.NetworkInput, External.Input, input));
        foreach (Node node in graph.Nodes)
        {
            builder.Node = node;
            node.Layer.LowerForward(builder);
        }

        output = builder.Values[graph.Nodes.Count == 0 ? Node.NetworkInput : graph.Nodes[graph.Nodes.Count - 1].Id];
        builder.Add(new Store(Node.NetworkInput, output, External.Output));
        return new Program(builder.Operations);
    }

    private static Program LowerBackward(NetworkGraph graph, BackwardBuilder builder, ForwardBuilder forward, Tensor output)
    {
        int last = graph.Nodes.Count == 0 ? Node.NetworkInput : graph.Nodes[graph.Nodes.Count - 1].Id;
        Tensor gradient = builder.NewLike("d" + output.Name, output);
        builder.Node = graph.Nodes.Count == 0 ? EdgeNode(graph) : graph.Nodes[graph.Nodes.Count - 1];
        builder.SetGradient(last, gradient);
        builder.Add(new Load(Node.NetworkInput, External.OutputGradient, gradient));
        foreach (Node node in graph.Nodes.Reverse())
        {
            builder.Node = node;
            node.Layer.LowerBackward(builder);
        }

        builder.Add(new Store(Node.NetworkInput, builder.GradientOf(Node.NetworkInput), External.InputGradient) { OnlyForInputGradient = true });
        return new Program(builder.Operations.Where(operation => !operation.IsPerShard)
            .Concat(builder.Operations.Where(operation => operation.IsPerShard)).ToList());
    }

    private static Node EdgeNode(NetworkGraph graph) =>
        new(Node.NetworkInput, "input", "Input", new Layers.Flatten.FlattenLayer(), true, [], graph.Input, graph.Input);

    private static int FirstTrained(NetworkGraph graph) =>
        graph.Nodes.FirstOrDefault(node => !node.Frozen && node.Layer.Parameters(node.Input).Count > 0)?.Id ?? int.MaxValue;
}
