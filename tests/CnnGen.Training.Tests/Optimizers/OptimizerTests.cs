using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class OptimizerTests
{
    public static TheoryData<string, string> GoldenCases => GoldenCase.Cases(
        "optim.sgd", "optim.momentum", "optim.nesterov", "optim.rmsprop", "optim.adagrad", "optim.adadelta", "optim.adam", "optim.adamw");

    public static TheoryData<string> Kinds => [.. Makers.Keys];

    private static Dictionary<string, Optimizer> Makers { get; } = new()
    {
        ["sgd"] = new Sgd(0.1, weightDecay: 0.01),
        ["momentum"] = new Sgd(0.1, momentum: 0.9, weightDecay: 0.01),
        ["nesterov"] = new Sgd(0.1, momentum: 0.9, nesterov: true) { L1 = 0.02 },
        ["rmsprop"] = new RmsProp(0.1),
        ["rmsprop momentum"] = new RmsProp(0.1, momentum: 0.5, weightDecay: 0.1),
        ["rmsprop centered"] = new RmsProp(0.1, centered: true),
        ["rmsprop whole"] = new RmsProp(0.1, momentum: 0.5, centered: true),
        ["adagrad"] = new AdaGrad(0.1, rateDecay: 0.1, initialSum: 0.5),
        ["adadelta"] = new Adadelta(weightDecay: 0.1),
        ["adam"] = new Adam(weightDecay: 0.01),
        ["amsgrad"] = new Adam(amsGrad: true) { L1 = 0.1 },
        ["adamw"] = new AdamW(0.1),
        ["lion"] = new Lion(0.1, weightDecay: 0.1),
    };

    [SharedTheory]
    [MemberData(nameof(GoldenCases))]
    public void Golden_MatchesPyTorch(string kind, string name)
    {
        GoldenCase golden = new(kind, name);
        Optimizer optimizer = FromConfig(golden);
        for (int p = 0; p < 3; p++)
        {
            float[] weights = golden.Floats($"param{p}");
            OptimizerState state = optimizer.CreateState(weights.Length);
            for (int step = 1; step <= golden.Number("steps"); step++)
            {
                state.Step(weights, golden.Floats($"grad{p}.step{step}"), [new("w", 0, weights.Length, true)], optimizer.LearningRate);
                golden.AssertClose($"param{p}.after{step}", weights);
            }

            foreach (OptimizerSlot slot in state.Slots.Where(slot => golden.Has($"state{p}.{slot.Name}")))
            {
                golden.AssertClose($"state{p}.{slot.Name}", slot.Values);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void VectorsAndRest_GiveTheSameBits(string kind)
    {
        // The same number at every place: whichever loop a place falls into, it must stay the same.
        const int Length = 67;
        float[] weights = Enumerable.Repeat(0.7310586f, Length).ToArray();
        OptimizerState state = Make(kind).CreateState(Length);
        for (int step = 0; step < 20; step++)
        {
            float[] gradients = Enumerable.Repeat(MathF.Sin(step) * 0.37f, Length).ToArray();
            state.Step(weights, gradients, [new("w", 0, Length, true)], 0.0123);
            Assert.All(weights, weight => Assert.Equal(BitConverter.SingleToInt32Bits(weights[0]), BitConverter.SingleToInt32Bits(weight)));
        }

        Assert.NotEqual(0.7310586f, weights[0]);
        Assert.Equal(20, state.StepCount);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void FrozenSegmentsAndGaps_AreLeftAlone(string kind)
    {
        float[] weights = Enumerable.Repeat(1f, 60).ToArray();
        float[] gradients = Enumerable.Repeat(1f, 60).ToArray();
        ParameterSegment[] segments = [new("a", 0, 21, true), new("b", 21, 20, false), new("c", 44, 11, true)];
        OptimizerState state = Make(kind).CreateState(60);
        for (int step = 0; step < 3; step++)
        {
            state.Step(weights, gradients, segments, 0.1);
        }

        for (int i = 0; i < 60; i++)
        {
            Assert.Equal(i is >= 21 and < 44 or >= 55, weights[i] == 1);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Padding_StaysZero(string kind)
    {
        float[] weights = new float[40];
        OptimizerState state = Make(kind).CreateState(40);
        for (int step = 0; step < 5; step++)
        {
            state.Step(weights, new float[40], [new("w", 0, 40, true)], 0.1);
        }

        Assert.All(weights, weight => Assert.Equal(0, weight));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Step_AllocatesNothing(string kind)
    {
        float[] weights = new float[1000];
        float[] gradients = new float[1000];
        ParameterSegment[] segments = [new("a", 0, 300, true), new("b", 300, 700, true)];
        OptimizerState state = Make(kind).CreateState(1000);
        Assert.Equal(0, Allocations.OfThisThread(() => state.Step(weights, gradients, segments, 0.1)));
    }

    [Fact]
    public void States_AreIndependent()
    {
        Sgd optimizer = new(1, momentum: 0.5);
        OptimizerState first = optimizer.CreateState(1);
        OptimizerState second = optimizer.CreateState(1);
        float[] weights = [0];
        first.Step(weights, [1], [new("w", 0, 1, true)], 1);
        first.Step(weights, [1], [new("w", 0, 1, true)], 1);
        Assert.Equal(-2.5f, weights[0]);
        weights[0] = 0;
        second.Step(weights, [1], [new("w", 0, 1, true)], 1);
        Assert.Equal(-1f, weights[0]);
    }

    [Fact]
    public void Sgd_HandMadeValues()
    {
        // d = 2 + 0.5 * 4 = 4; w = 4 - 0.25 * 4
        Assert.Equal(3f, After(new Sgd(0.25, weightDecay: 0.5), 4, 2));

        // d = 1 twice; b = 1, 1.5; look-ahead 1 + 0.5 * 1 = 1.5, then 1 + 0.5 * 1.5 = 1.75
        Assert.Equal(-3.25f, After(new Sgd(1, momentum: 0.5, nesterov: true), 0, 1, 1));
    }

    [Fact]
    public void Adam_FirstStepIsTheRate()
    {
        Assert.Equal(-0.125f, After(new Adam(0.125), 0, 2f), 6);
        Assert.Equal(0.125f, After(new Adam(0.125), 0, -1e3f), 6);
    }

    /// <summary>Against the formula of its remarks, in double.</summary>
    [Fact]
    public void Lion_IsItsFormula()
    {
        const double Rate = 0.01;
        const double Decay = 0.3;
        double weight = 0.4;
        double mean = 0;
        float[] weights = [0.4f];
        OptimizerState state = new Lion(Rate, weightDecay: Decay).CreateState(1);
        foreach (float gradient in new[] { 1f, -0.05f, -3, -3, 0.2f })
        {
            state.Step(weights, [gradient], [new("w", 0, 1, true)], Rate);
            double direction = Math.Sign((0.9 * mean) + (0.1 * gradient));
            weight = (weight * (1 - (Rate * Decay))) - (Rate * direction);
            mean = (0.99 * mean) + (0.01 * gradient);
            Assert.Equal(weight, weights[0], 1e-6);
        }
    }

    [Fact]
    public void L1_DrawsToZeroFromBothSides()
    {
        float[] weights = [1, -1, 0];
        new Sgd(0.5) { L1 = 0.5 }.CreateState(3).Step(weights, new float[3], [new("w", 0, 3, true)], 0.5);
        Assert.Equal([0.75f, -0.75f, 0], weights);
    }

    [Fact]
    public void Settings_AreASegmentsOwn()
    {
        float[] weights = [1, 1, 1, 1];
        ParameterSegment[] segments = [new("a", 0, 1, true), new("b", 1, 1, true), new("c", 2, 1, true), new("d", 3, 1, false)];
        SegmentSettings[] settings = [new(1, 0, 0), new(0.5, 0, 0), new(1, 1, 0.5), new(1, 0, 0)];
        new Sgd(0.5, weightDecay: 9).CreateState(4).Step(weights, [1, 1, 1, 1], segments, settings, GradientTransform.None, 0.5);
        Assert.Equal([0.5f, 0.75f, -0.25f, 1], weights);
    }

    [Fact]
    public void Transform_ScalesThenCuts()
    {
        float[] weights = new float[4];
        new Sgd(1).CreateState(4).Step(weights, [8, -8, 1, 0], [new("w", 0, 4, true)], [], new GradientTransform(0.5, 3), 1);
        Assert.Equal([-3, 3, -0.5f, 0], weights);
    }

    /// <summary>The state of a training that was stopped, put into a new one: what checkpoints rest on.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void RestoredState_GoesOnToTheBit(string kind)
    {
        const int Length = 37;
        float[] weights = [.. Enumerable.Range(0, Length).Select(static i => MathF.Cos(i))];
        ParameterSegment[] segments = [new("w", 0, Length, true)];
        OptimizerState state = Make(kind).CreateState(Length);
        Steps(state, weights, 0, 7);

        float[] resumed = [.. weights];
        OptimizerState other = Make(kind).CreateState(Length);
        for (int slot = 0; slot < state.Slots.Count; slot++)
        {
            Assert.Equal(state.Slots[slot].Name, other.Slots[slot].Name);
            state.Slots[slot].Values.CopyTo(other.Slots[slot].Values);
        }

        other.Restore(state.StepCount);
        Steps(state, weights, 7, 12);
        Steps(other, resumed, 7, 12);
        Assert.Equal(weights, resumed);
        Assert.Equal(12, other.StepCount);

        void Steps(OptimizerState taken, float[] of, int first, int end)
        {
            for (int step = first; step < end; step++)
            {
                float[] gradients = [.. Enumerable.Range(0, Length).Select(i => MathF.Sin((i * 3) + step))];
                taken.Step(of, gradients, segments, 0.0123);
            }
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1e-3)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e39)]
    public void WrongRates_AreRejected(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Sgd(value));
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Adam(value));
        Assert.Throws<ArgumentOutOfRangeException>("weightDecay", () => new Sgd(0.1, weightDecay: value));
        Assert.Throws<ArgumentOutOfRangeException>("weightDecay", () => new Adam(weightDecay: value));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new Adam(epsilon: value));
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Sgd(0.1).CreateState(0).Step([], [], [], value));
    }

    /// <summary>The arithmetic is in float32: what is zero there divides zero by zero for a weight that never had a gradient.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1e-46)]
    [InlineData(double.Epsilon)]
    [InlineData(-1e-8)]
    public void EpsilonThatIsZeroAsAFloat_IsRejected(double epsilon)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new Adam(epsilon: epsilon));
        Assert.Contains("above zero, also as float32", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SmallestEpsilon_LeavesWeightsWithoutGradientsAsTheyAre()
    {
        foreach (double epsilon in new[] { 1e-45, 1e-40, 1e-8 })
        {
            float[] weights = [.. Enumerable.Repeat(0.5f, 21)];
            OptimizerState state = new Adam(epsilon: epsilon).CreateState(21);
            for (int step = 0; step < 3; step++)
            {
                state.Step(weights, new float[21], [new("w", 0, 21, true)], 0.1);
            }

            Assert.All(weights, weight => Assert.Equal(0.5f, weight));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(0.99999999999)]
    public void WrongFractions_AreRejected(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => new Sgd(0.1, momentum: value));
        Assert.Throws<ArgumentOutOfRangeException>("beta1", () => new Adam(beta1: value));
        Assert.Throws<ArgumentOutOfRangeException>("beta2", () => new Adam(beta2: value));
    }

    [Fact]
    public void WrongCombinations_AreRejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => new Sgd(0.1, nesterov: true));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new Adam(epsilon: 0));
        Assert.Throws<ArgumentOutOfRangeException>("floats", () => new Adam().CreateState(-1));
        Assert.Throws<ArgumentOutOfRangeException>("floats", () => new Sgd(0.1, momentum: 0.5).CreateState(-1));
        OptimizerState state = new Sgd(0.1).CreateState(4);
        Assert.Contains("weights has 3 floats", Assert.Throws<ArgumentException>(() => state.Step(new float[3], new float[4], [], 0.1)).Message, StringComparison.Ordinal);
        Assert.Contains("'w' has 3 floats at 2", Assert.Throws<ArgumentException>(() => state.Step(new float[4], new float[4], [new("w", 2, 3, true)], 0.1)).Message, StringComparison.Ordinal);
        Assert.Equal(0, state.StepCount);
    }

    private static Optimizer Make(string kind) => Makers[kind];

    private static Optimizer FromConfig(GoldenCase golden)
    {
        double rate = golden.Number("lr");
        double decay = golden.Number("weight_decay");
        double epsilon = golden.Number("eps");
        return golden.Config.GetProperty("optimizer").GetString() switch
        {
            "SGD" => new Sgd(rate, golden.Number("momentum"), golden.Flag("nesterov"), decay),
            "RMSprop" => new RmsProp(rate, golden.Number("alpha"), epsilon, golden.Number("momentum"), golden.Flag("centered"), decay),
            "Adagrad" => new AdaGrad(rate, golden.Number("lr_decay"), golden.Number("initial_accumulator_value"), epsilon, decay),
            "Adadelta" => new Adadelta(rate, golden.Number("rho"), epsilon, decay),
            "Adam" => new Adam(rate, Beta(golden, 0), Beta(golden, 1), epsilon, decay, golden.Flag("amsgrad")),
            "AdamW" => new AdamW(rate, Beta(golden, 0), Beta(golden, 1), epsilon, decay, golden.Flag("amsgrad")),
            var other => throw new NotSupportedException(other),
        };
    }

    private static double Beta(GoldenCase golden, int which) => golden.Config.GetProperty("betas")[which].GetDouble();

    private static float After(Optimizer optimizer, float weight, params float[] gradients)
    {
        float[] weights = [weight];
        OptimizerState state = optimizer.CreateState(1);
        foreach (float gradient in gradients)
        {
            state.Step(weights, [gradient], [new("w", 0, 1, true)], optimizer.LearningRate);
        }

        return weights[0];
    }
}
