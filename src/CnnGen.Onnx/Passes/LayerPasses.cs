using System;
using System.Collections.Generic;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Passes;

/// <summary>What is done to the layers once all nodes are some: what several of them say together becomes the one layer that a person would write.</summary>
internal static class LayerPasses
{
    private static readonly Action<LayerGraph>[] Always =
    [
        RecognizeHardSigmoids.Run,
        MergeAffines.Run,
        RecognizeGates.Run,
        RecognizeGelus.Run,
        MergeAffines.Run,
        AddIntoBias.Run,
        MergeStrides.Run,
        FusePads.Run,
    ];

    /// <summary>Runs all passes.</summary>
    /// <param name="graph">The layers.</param>
    /// <param name="foldNorms">Whether normalisations go into the weights in front of them.</param>
    public static void Run(LayerGraph graph, bool foldNorms)
    {
        graph.Sweep();
        IEnumerable<Action<LayerGraph>> all = [.. Always, .. foldNorms ? new Action<LayerGraph>[] { FoldBatchNorms.Run } : [], WriteAffines.Run, MergeReshapes.Run];
        foreach (Action<LayerGraph> pass in all)
        {
            pass(graph);
            graph.Sweep();
        }
    }
}
