using System;
using System.Runtime.InteropServices;
using CnnGen.Runtime;

namespace CnnGen;

/// <content>What is passed for the network's further outputs: checked, then held in its place while threads have its address.</content>
public abstract unsafe partial class TrainingGraph
{
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

    /// <summary>Goes through the segments of a direction, each on all threads, with what the batch gives between them.</summary>
    private void RunSegments(BatchPhase phase, int samples, float* first, float* second, OutputAddresses further)
    {
        bool isForward = phase == BatchPhase.Forward;
        int segments = isForward ? ForwardSegments : BackwardSegments;
        _task.Set(phase, samples, _shardGradients.Length, first, second, further);
        for (int segment = 0; segment < segments; segment++)
        {
            _task.Segment = segment;
            _crew.Run(_task, _shardGradients.Length);
            if (segment == segments - 1 || (!isForward && Trained.EndsAt(BackwardEnds[segment])))
            {
                return;
            }

            if (isForward)
            {
                ForwardBatch(segment, samples);
            }
            else
            {
                FollowSegment(BackwardEnds[segment]);
                BackwardBatch(segment, samples);
            }
        }
    }

    /// <summary>A direction, run while further outputs are held.</summary>
    private readonly struct SegmentsRun(TrainingGraph graph, BatchPhase phase, int samples, float* first, float* second) : FurtherOutputs.IRun
    {
        public void Run(OutputAddresses further) => graph.RunSegments(phase, samples, first, second, further);
    }

    private readonly ref struct Outgoing(ReadOnlySpan<Memory<float>> memory) : IFurtherOutputs
    {
        private readonly ReadOnlySpan<Memory<float>> _memory = memory;

        public Span<float> this[int place] => _memory[place].Span;
    }

    /// <summary>Gradients, which nobody writes.</summary>
    private readonly ref struct Incoming(ReadOnlySpan<ReadOnlyMemory<float>> memory) : IFurtherOutputs
    {
        private readonly ReadOnlySpan<ReadOnlyMemory<float>> _memory = memory;

        public Span<float> this[int place] => MemoryMarshal.AsMemory(_memory[place]).Span;
    }
}
