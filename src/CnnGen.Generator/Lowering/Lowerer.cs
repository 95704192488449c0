using System;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>From a graph to programs: this page lists the passes in their order.</summary>
internal static class Lowerer
{
    /// <summary>Lowers a network as its class says.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="spec">The class.</param>
    /// <param name="memory">Where arrays may lie.</param>
    public static LoweredNetwork Lower(NetworkGraph graph, NetworkSpec spec, MemoryOptions memory) => Lower(graph, memory, spec.IsInspected, spec.Algorithm, spec.Precision);

    /// <summary>Lowers a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="memory">Where arrays may lie.</param>
    /// <param name="isInspected">Whether there is a program that hands over what every layer gives.</param>
    /// <param name="algorithm">How convolutions are computed.</param>
    /// <param name="precision">How precisely inference reads the weights of Linear layers that do not say otherwise.</param>
    /// <param name="isVerified">Whether programs are checked behind each pass: tests ask for it.</param>
    public static LoweredNetwork Lower(NetworkGraph graph, MemoryOptions memory, bool isInspected = false, AlgorithmMode algorithm = AlgorithmMode.Fastest, WeightPrecision precision = WeightPrecision.Single, bool isVerified = false)
    {
        // Once only to learn what weights there are, and then with each in its place.
        WeightPlan found = new();
        LowerForward(graph, new ForwardBuilder(new TensorPool(), found, new FoldPlan(), new DerivedPlan(new DerivedMemory().Place), isTraining: false), out _);
        WeightPlan weights = found.Sorted();
        FoldPlan folds = new();
        DerivedPlan derived = new(folds.Place);
        WinogradPlan atPoints = new(folds.Place);
        NarrowWeights narrow = new(precision, folds);
        TensorPool inferred = new();

        // Inference: nothing is kept, so whatever can be fused is.
        Program inference = Run(
            LowerForward(graph, new ForwardBuilder(inferred, weights, folds, derived, isTraining: false), out _) with { MayShare = true },
            (nameof(FoldNorms), FoldNorms.Run),
            (nameof(NarrowWeights), narrow.Run),
            (nameof(FuseActivations), FuseActivations.Run),
            (nameof(ExpandParts), ExpandParts.Run),
            (nameof(ChooseLayouts), ChooseLayouts.Run),
            (nameof(UseWinograd), new UseWinograd(algorithm, inferred, atPoints, atPoints).Run),
            (nameof(FusePooling), FusePooling.Run),
            (nameof(ChooseAlgorithms), ChooseAlgorithms.Run),
            (nameof(ShareChannels), ShareChannels.Run),
            (nameof(PlanBorders), PlanBorders.Run),
            (nameof(PlanMemory), program => PlanMemory.Run(program, memory)),
            (nameof(ClearBorders), ClearBorders.Run),
            (nameof(PaddingLanes), PaddingLanes.Run),
            (nameof(GuardOutputs), GuardOutputs.Run));
        VerifyMemory(nameof(GuardOutputs), inference);

        // Training: what the backward pass reads lives until then.
        LoweredNetwork network = Trained(graph);
        network = graph.IsRecomputed ? network with { Kept = Trained(graph.Kept) } : network;
        return isInspected ? network with { Inspection = Inspected(new InspectLayers(graph)) } : network;

        // Where the layers nearest the input are frozen, training goes without them, and the way to the input has a program of its own.
        LoweredNetwork Trained(NetworkGraph trained)
        {
            (Program computed, bool hasFrozenStart, long multiplyAddsAgain, DerivedOrders orders) = LowerBoth(trained, null);
            Program toInput = Place(computed);
            Program? training = hasFrozenStart ? Place(Run(computed, (nameof(DropInputGradient), DropInputGradient.Run), (nameof(DropUnread), DropUnread.Run))) : null;
            return new(trained, weights.Parameters, weights.Length, weights.ShardedLength, folds, inference, training ?? toInput, training is null ? null : toInput, orders)
            {
                MultiplyAddsAgain = multiplyAddsAgain,
            };
        }

        // Inspection: training's program for a network that nobody trains, with a copy of what every layer gives.
        LoweredNetwork Inspected(InspectLayers layers)
        {
            (Program program, _, _, DerivedOrders orders) = LowerBoth(layers.Untrained, layers);
            return network with { Graph = layers.Untrained, Training = Place(program), ToInput = null, Kept = null, Derived = orders };
        }

        (Program Program, bool HasFrozenStart, long MultiplyAddsAgain, DerivedOrders Orders) LowerBoth(NetworkGraph trained, InspectLayers? layers)
        {
            TensorPool pool = new();
            DerivedMemory derivedMemory = new();
            DerivedPlan derivedForward = new(derivedMemory.Place);
            DerivedPlan derivedBackward = new(derivedMemory.Place);
            WinogradPlan pointsForward = new(derivedMemory.Place);
            WinogradPlan pointsBackward = new(derivedMemory.Place, pointsForward);
            ForwardBuilder forward = new(pool, weights, folds, derivedForward, isTraining: true);
            Program values = LowerForward(trained, forward, out Tensor output, layers);
            BackwardBuilder backward = new(pool, weights, derivedBackward, forward, trained);
            Program gradients = LowerBackward(trained, backward, output, layers);
            Program both = Run(new Program([.. values.Operations, .. gradients.Operations]), (nameof(DropUnread), DropUnread.Run));
            Program program = Run(
                both,
                (nameof(FuseActivations), FuseActivations.Run),
                (nameof(ExpandParts), ExpandParts.Run),
                (nameof(ChooseLayouts), ChooseLayouts.ForTraining),
                (nameof(UseWinograd), new UseWinograd(algorithm, pool, pointsForward, pointsBackward).Run),
                (nameof(ChooseAlgorithms), ChooseAlgorithms.Run));
            DerivedOrders orders = new(
                new DerivedOrder(derived.Weights, atPoints.Weights) { Narrow = narrow.Weights },
                new DerivedOrder(derivedForward.Weights, pointsForward.Weights),
                new DerivedOrder(derivedBackward.Weights, pointsBackward.Weights),
                derivedMemory.Length);
            return (program, backward.HasFrozenStart, backward.Recomputation.MultiplyAddsIn(DropUnread.Run(DropInputGradient.Run(both))), orders);
        }

        Program Place(Program program)
        {
            Program placed = Run(
                program,
                (nameof(ShareChannels), ShareChannels.Run),
                (nameof(PlanBorders), PlanBorders.Run),
                (nameof(PlanMemory), program => PlanMemory.Run(program, memory)),
                (nameof(ClearBorders), ClearBorders.Run),
                (nameof(PaddingLanes), PaddingLanes.Run));
            VerifyMemory(nameof(PaddingLanes), placed);
            return placed;
        }

        void VerifyMemory(string pass, Program program)
        {
            if (isVerified)
            {
                ProgramVerifier.VerifyMemory(pass, program);
            }
        }

        Program Run(Program program, params (string Name, Func<Program, Program> Pass)[] passes)
        {
            foreach ((string name, Func<Program, Program> pass) in passes)
            {
                program = pass(program);
                if (isVerified)
                {
                    ProgramVerifier.Verify(name, program);
                }
            }

            return program;
        }
    }

    private static Program LowerForward(NetworkGraph graph, ForwardBuilder builder, out Tensor output, InspectLayers? layers = null)
    {
        Tensor input = builder.NewTensor("input", graph.Input);
        builder.Values[Node.NetworkInput] = input;
        builder.Add(new Load(Operation.NetworkEdge, External.Input, input));
        foreach (Node node in graph.Nodes)
        {
            builder.Node = node;
            node.Layer.LowerForward(builder);
            layers?.Behind(builder);
            if (PlaceOf(node, graph) is { } place)
            {
                External to = External.OutputAt(place);
                builder.Add(new Store(node.Id, builder.Values[node.Id], to) { OnlyForOutputs = to.Bit });
            }
        }

        output = builder.Values[graph.Marks.Layer];
        builder.Add(new Store(Operation.NetworkEdge, output, External.OutputAt(0)));
        return new Program(builder.Operations);
    }

    private static Program LowerBackward(NetworkGraph graph, BackwardBuilder builder, Tensor output, InspectLayers? layers)
    {
        Tensor gradient = builder.NewLike("d" + output.Name, output);
        builder.Begin(graph.Marks.Layer, new Load(Operation.NetworkEdge, External.OutputGradientAt(0), gradient));
        foreach (Node node in graph.Nodes.Reverse())
        {
            if (PlaceOf(node, graph) is { } place)
            {
                builder.LoadGradient(node, External.OutputGradientAt(place));
            }

            if (builder.Enter(node))
            {
                layers?.InFrontOf(node.Id, builder);
                node.Layer.LowerBackward(builder);
            }
        }

        layers?.InFrontOf(Node.NetworkInput, builder);
        builder.End();
        return layers is null ? new Program(builder.Operations) : layers.ToInput(new Program(builder.Operations));
    }

    /// <summary>The place among the outputs of the one that a node marks; null where it marks none, or names the network's own.</summary>
    private static int? PlaceOf(Node node, NetworkGraph graph)
    {
        for (int place = 0; place < graph.Marks.Further.Count; place++)
        {
            if (graph.Marks.Further[place].Mark == node.Id)
            {
                return place + 1;
            }
        }

        return null;
    }
}
