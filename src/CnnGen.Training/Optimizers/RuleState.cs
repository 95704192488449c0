using System;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>The state of an optimizer that is a rule for each weight: goes through a segment and applies it.</summary>
/// <remarks>
/// Multiplications and additions are kept apart, never fused, and the elements behind the last whole vector go through a vector too, so that
/// a weight gets the same bits at every place and on every machine. The loop waits for memory, not for arithmetic.
/// </remarks>
/// <typeparam name="TRule">The rule.</typeparam>
internal abstract class RuleState<TRule> : OptimizerState
    where TRule : struct, IUpdateRule
{
    // The rule's three slots; null where the state has none.
    private readonly OptimizerSlot?[] _slots;

    /// <summary>Makes the slots that have names.</summary>
    protected RuleState(Optimizer optimizer, int floats, string? first = null, string? second = null, string? third = null)
        : base(optimizer, floats, [.. new[] { first, second, third }.OfType<string>()]) =>
        _slots = [.. new[] { first, second, third }.Select(name => Slots.FirstOrDefault(slot => slot.Name == name))];

    /// <summary>The rule of a segment's step.</summary>
    protected abstract TRule RuleOf(in SegmentStep step);

    /// <inheritdoc/>
    protected override void Update(Span<float> weights, ReadOnlySpan<float> gradients, in SegmentStep step)
    {
        TRule rule = RuleOf(step);
        Gradient gradient = new(step, rule.Decouples);
        Segment segment = new(weights, gradients, Slot(0, step, weights.Length), Slot(1, step, weights.Length), Slot(2, step, weights.Length));
        int i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            segment.Step(rule, gradient, i);
        }

        if (i < weights.Length)
        {
            StepRest(rule, gradient, segment, i, weights.Length - i);
        }
    }

    private static void StepRest(TRule rule, Gradient gradient, Segment segment, int start, int count)
    {
        Span<float> rest = stackalloc float[5 * Vector<float>.Count];
        rest.Clear();
        Segment padded = segment.CopyTo(rest, start, count);
        padded.Step(rule, gradient, 0);
        padded.CopyBack(segment, start, count);
    }

    private Span<float> Slot(int slot, in SegmentStep step, int length) => _slots[slot] is { } known ? known.Values.Slice(step.Offset, length) : [];

    /// <summary>What is done to a gradient before the rule sees it.</summary>
    private readonly struct Gradient(in SegmentStep step, bool isDecoupled)
    {
        private readonly float _scale = (float)step.Gradients.Scale;
        private readonly float _limit = (float)step.Gradients.Limit;
        private readonly float _decay = isDecoupled ? 0 : (float)step.WeightDecay;
        private readonly float _l1 = (float)step.L1;

        public Vector<float> Of(Vector<float> raw, Vector<float> weight)
        {
            Vector<float> gradient = raw * new Vector<float>(_scale);
            if (_limit < float.PositiveInfinity)
            {
                gradient = Vector.Min(Vector.Max(gradient, new Vector<float>(-_limit)), new Vector<float>(_limit));
            }

            gradient += new Vector<float>(_decay) * weight;
            if (_l1 > 0)
            {
                gradient += Signs.Of(weight, _l1);
            }

            return gradient;
        }
    }

    /// <summary>A parameter's weights, gradients and slots.</summary>
    private readonly ref struct Segment(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, Span<float> third)
    {
        private readonly Span<float> _weights = weights;
        private readonly ReadOnlySpan<float> _gradients = gradients;
        private readonly Span<float> _first = first;
        private readonly Span<float> _second = second;
        private readonly Span<float> _third = third;

        public void Step(TRule rule, Gradient gradient, int at)
        {
            Vector<float> weight = Load(_weights, at);
            Vector<float> first = Load(_first, at);
            Vector<float> second = Load(_second, at);
            Vector<float> third = Load(_third, at);
            Vector<float> stepped = rule.Step(weight, gradient.Of(Load(_gradients, at), weight), ref first, ref second, ref third);
            Store(stepped, _weights, at);
            Store(first, _first, at);
            Store(second, _second, at);
            Store(third, _third, at);
        }

        /// <summary>Copies some elements to the beginnings of vectors.</summary>
        public Segment CopyTo(Span<float> memory, int start, int count)
        {
            Span<float> gradients = Part(memory, 1);
            _gradients.Slice(start, count).CopyTo(gradients);
            return new Segment(
                Copy(_weights, Part(memory, 0), start, count), gradients, Copy(_first, Part(memory, 2), start, count), Copy(_second, Part(memory, 3), start, count), Copy(_third, Part(memory, 4), start, count));
        }

        /// <summary>Copies what changed to where it came from.</summary>
        public void CopyBack(Segment target, int start, int count)
        {
            CopyBack(_weights, target._weights, start, count);
            CopyBack(_first, target._first, start, count);
            CopyBack(_second, target._second, start, count);
            CopyBack(_third, target._third, start, count);
        }

        private static Vector<float> Load(ReadOnlySpan<float> values, int at) =>
            values.IsEmpty ? Vector<float>.Zero : Vector.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)at);

        private static void Store(Vector<float> vector, Span<float> values, int at)
        {
            if (!values.IsEmpty)
            {
                vector.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)at);
            }
        }

        private static Span<float> Part(Span<float> memory, int part) => memory.Slice(part * Vector<float>.Count, Vector<float>.Count);

        private static Span<float> Copy(Span<float> values, Span<float> part, int start, int count)
        {
            if (values.IsEmpty)
            {
                return [];
            }

            values.Slice(start, count).CopyTo(part);
            return part;
        }

        private static void CopyBack(Span<float> part, Span<float> values, int start, int count)
        {
            if (!values.IsEmpty)
            {
                part[..count].CopyTo(values[start..]);
            }
        }
    }
}
