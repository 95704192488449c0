using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using CnnGen.Runtime;

namespace CnnGen;

/// <content>The gradient by the input of a network whose first layers are frozen by its class: training keeps nothing of those.</content>
public abstract unsafe partial class TrainingGraph
{
    /// <summary>The last batch's input, where the gradient by it takes another forward pass that keeps what frozen layers give; null where all passes do.</summary>
    protected virtual AlignedMemory? KeptInput => null;

    /// <summary>Whether the programs are run that go to the input.</summary>
    protected bool GoesToInput { get; private set; }

    /// <summary>Takes the memory of the programs that go to the input, if they have not run yet.</summary>
    protected virtual void PrepareWayToInput()
    {
    }

    /// <summary>Goes through the last batch again and keeps everything; weights and running estimates stay what they are.</summary>
    private void ForwardAgain()
    {
        PrepareWayToInput();
        float[][] estimates = [.. Estimates().Select(segment => PackedWeights.Slice(segment.Offset, segment.Length).ToArray())];
        float[] outputs = new float[SampleCount * OutputLength];
        GoesToInput = true;
        fixed (float* output = outputs)
        {
            RunSegments(BatchPhase.Forward, SampleCount, (float*)Unsafe.AsPointer(ref KeptInput!.Origin), output, default);
        }

        foreach ((ParameterSegment segment, float[] estimate) in Estimates().Zip(estimates))
        {
            estimate.AsSpan().CopyTo(PackedWeights[segment.Offset..]);
        }
    }

    private IEnumerable<ParameterSegment> Estimates() =>
        _segments.Where((_, index) => _weights.Layout.Parameters[index].Role != ParameterRole.Weight);
}
