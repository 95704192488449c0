using System.Linq;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Lowering;

/// <summary>From a graph to programs: this page lists the passes in their order.</summary>
internal static class Lowerer
{
    /// <summary>Lowers a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="memory">Where arrays may lie.</param>
    /// <param name="isVerified">Whether programs are checked behind each pass: tests ask for it.</param>
    public static LoweredNetwork Lower(NetworkGraph graph, MemoryOptions memory, bool isVerified = false)
    {
        WeightPlan weights = new();

        // Inference: nothing is kept, so whatever can be fused is, and memory is reused.
        Program inference = LowerForward(graph, new ForwardBuilder(new TensorPool(), weights, isTraining: false), out _);
        inference = Checked(nameof(LowerForward), inference);
        inference = Checked(nameof(FuseActivations), FuseActivations.Run(inference));
        inference = Checked(nameof(ChooseLayouts), ChooseLayouts.Run(inference));
        inference = Checked(nameof(FusePooling), FusePooling.Run(inference));
        inference = Checked(nameof(PlanBorders), PlanBorders.Run(inference));
        inference = Checked(nameof(ClearBorders), ClearBorders.Run(inference));
        inference = Checked(nameof(PlanMemory), PlanMemory.Reusing(inference, memory));

        // Training: every tensor keeps its own memory, so borders stay zero once they are.
        TensorPool pool = new();
        ForwardBuilder forwardBuilder = new(pool, weights, isTraining: true);
        Program forward = LowerForward(graph, forwardBuilder, out Tensor output);
        BackwardBuilder backwardBuilder = new(pool, weights, forwardBuilder, graph);
        Program backward = LowerBackward(graph, backwardBuilder, output);
        forward = Checked(nameof(FuseActivations), FuseActivations.Run(forward, backward), backward);
        forward = Checked(nameof(ChooseLayouts), ChooseLayouts.ForTraining(forward, backward), backward);
        (forward, backward) = PlanBorders.Run(forward, backward);
        (forward, backward) = PlanMemory.Separate(forward, backward, memory);
        forward = Checked(nameof(PlanMemory), forward, backward);

        if (isVerified)
        {
            ProgramVerifier.VerifyMemory(nameof(PlanMemory), inference, reuses: true);
            ProgramVerifier.VerifyMemory(nameof(PlanMemory), forward with { Operations = forward.Operations.Concat(backward.Operations).ToList() }, reuses: false);
        }

        return new LoweredNetwork(
            graph, weights.Parameters, weights.Length, inference, forward, backward, backwardBuilder.Derived, backwardBuilder.DerivedLength);

        Program Checked(string pass, Program program, Program? behind = null)
        {
            if (isVerified)
            {
                ProgramVerifier.Verify(pass, program);
                if (behind is not null)
                {
                    ProgramVerifier.Verify(pass, behind, program.Tensors);
                }
            }

            return program;
        }
    }

    private static Program LowerForward(NetworkGraph graph, ForwardBuilder builder, out Tensor output)
    {
        Tensor input = builder.NewTensor("input", graph.Input.Channels, graph.Input.Depth * graph.Input.Height, graph.Input.Width);
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

    private static Program LowerBackward(NetworkGraph graph, BackwardBuilder builder, Tensor output)
    {
        int last = graph.Nodes.Count == 0 ? Node.NetworkInput : graph.Nodes[graph.Nodes.Count - 1].Id;
        Tensor gradient = builder.NewLike("d" + output.Name, output);
        builder.Begin(last, new Load(Node.NetworkInput, External.OutputGradient, gradient));
        foreach (Node node in graph.Nodes.Reverse())
        {
            if (builder.Enter(node))
            {
                node.Layer.LowerBackward(builder);
            }
        }

        builder.End();
        return new Program(builder.Operations.Where(operation => !operation.IsPerShard)
            .Concat(builder.Operations.Where(operation => operation.IsPerShard)).ToList());
    }
}
