using System;
using CnnGen.Runtime;

namespace CnnGen;

/// <content>What is passed for the network's further outputs: checked, then held in its place while threads have its address.</content>
public abstract unsafe partial class TrainingGraph
{
    private void Check(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<Memory<float>> further, int samples)
    {
        CheckCount(further.Length, "further outputs", "it is not wanted");
        for (int place = 0; place < further.Length; place++)
        {
            OutputInfo output = Outputs[place + 1];
            ReadOnlySpan<float> span = further[place].Span;
            SampleGuard.CheckFurther(span.Length, output.Name, output.Length, samples, "where it is not wanted");
            SampleGuard.CheckApart(x, nameof(x), span, output.Name);
            SampleGuard.CheckApart(y, nameof(y), span, output.Name);
            for (int before = 0; before < place; before++)
            {
                SampleGuard.CheckApart(further[before].Span, Outputs[before + 1].Name, span, output.Name);
            }
        }
    }

    private void Check(ReadOnlySpan<float> dx, ReadOnlySpan<ReadOnlyMemory<float>> further)
    {
        CheckCount(further.Length, "gradients by further outputs", "it is 0");
        for (int place = 0; place < further.Length; place++)
        {
            OutputInfo output = Outputs[place + 1];
            string name = "the gradient by " + output.Name;
            ReadOnlySpan<float> span = further[place].Span;
            SampleGuard.CheckFurther(span.Length, name, output.Length, SampleCount, "where it is 0");
            SampleGuard.CheckApart(span, name, dx, nameof(dx));
        }
    }

    private void CheckCount(int further, string what, string whenEmpty)
    {
        if (further != 0 && further != Outputs.Count - 1)
        {
            throw new ArgumentException($"{further} {what} were passed; the network has {Outputs.Count - 1} further outputs: pass one for each, empty where {whenEmpty}, or none", nameof(further));
        }
    }

    /// <summary>Holds the further outputs from one on in their places, each by a call of its own, and computes.</summary>
    private void RunForward(float* x, float* y, ReadOnlySpan<Memory<float>> further, float** addresses, int place, int samples)
    {
        if (place < further.Length)
        {
            fixed (float* address = further[place].Span)
            {
                addresses[place] = address;
                RunForward(x, y, further, addresses, place + 1, samples);
                return;
            }
        }

        _task.Set(BatchPhase.Forward, samples, _shardGradients.Length, x, y, new OutputAddresses(addresses, further.Length));
        for (int segment = 0; segment < ForwardSegments; segment++)
        {
            _task.Segment = segment;
            _crew.Run(_task, _shardGradients.Length);
            if (segment < ForwardSegments - 1)
            {
                ForwardBatch(segment, samples);
            }
        }

        if (ForwardSegments > 1)
        {
            // Running estimates are among the weights.
            WeightsChanged();
        }
    }

    /// <summary>Holds the gradients by the further outputs from one on in their places, each by a call of its own, and computes.</summary>
    private void RunBackward(float* dy, float* dx, ReadOnlySpan<ReadOnlyMemory<float>> further, float** addresses, int place)
    {
        if (place < further.Length)
        {
            fixed (float* address = further[place].Span)
            {
                addresses[place] = address;
                RunBackward(dy, dx, further, addresses, place + 1);
                return;
            }
        }

        _task.Set(BatchPhase.Backward, SampleCount, _shardGradients.Length, dy, dx, new OutputAddresses(addresses, further.Length));
        for (int segment = 0; segment < BackwardSegments; segment++)
        {
            _task.Segment = segment;
            _crew.Run(_task, _shardGradients.Length);
            if (segment < BackwardSegments - 1)
            {
                BackwardBatch(segment, SampleCount);
            }
        }
    }
}
