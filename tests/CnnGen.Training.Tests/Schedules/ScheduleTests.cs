using System;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class ScheduleTests
{
    public static TheoryData<string, string> GoldenCases => GoldenCase.Cases(
        "lr.cosine", "lr.step", "lr.multistep", "lr.exponential", "lr.linear", "lr.inverse_sqrt", "lr.linear_warmup", "lr.warmup_cosine");

    [SharedTheory]
    [MemberData(nameof(GoldenCases))]
    public void Golden_MatchesPyTorch(string kind, string name)
    {
        GoldenCase golden = new(kind, name);
        double rate = golden.Number("base_lr");
        Schedule schedule = kind switch
        {
            "lr.cosine" => Schedule.Cosine((int)golden.Number("T_max"), golden.Number("eta_min") / rate),
            "lr.step" => Schedule.Step((int)golden.Number("step_size"), golden.Number("gamma")),
            "lr.multistep" => Schedule.MultiStep([.. golden.Config.GetProperty("milestones").EnumerateArray().Select(static epoch => epoch.GetInt32())], golden.Number("gamma")),
            "lr.exponential" => Schedule.Exponential(golden.Number("gamma")),
            "lr.linear" => Schedule.Linear((int)golden.Number("total_iters"), golden.Number("end_factor"), golden.Number("start_factor")),
            "lr.inverse_sqrt" => Schedule.InverseSquareRoot((int)golden.Number("warmup")),
            "lr.linear_warmup" => Schedule.Constant.WithWarmup((int)golden.Number("warmup")),
            _ => Schedule.Cosine((int)golden.Number("total")).WithWarmup((int)golden.Number("warmup")),
        };

        // One step an epoch, so that steps and epochs are the same.
        double[] expected = golden["lr"];
        for (int step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], rate * schedule.Factor(step, 1), 1e-14);
            Assert.Equal(schedule.Factor(step, 1), schedule.InSteps().Factor(step, 77));
        }
    }

    [Fact]
    public void Epochs_CountTheirSteps()
    {
        Schedule cosine = Schedule.Cosine(2);
        Assert.Equal(1, cosine.Factor(0, 10));
        Assert.Equal(0.5, cosine.Factor(10, 10), 12);
        Assert.Equal(0, cosine.Factor(20, 10));
        Schedule step = Schedule.Step(2, 0.5);
        Assert.Equal(1, step.Factor(19, 10));
        Assert.Equal(0.5, step.Factor(20, 10));
        Assert.Equal(0.25, step.Factor(40, 10));
    }

    [Fact]
    public void AfterTheCosine_TheRateStays()
    {
        Assert.Equal(0, Schedule.Cosine(1).Factor(1_000_000, 10));
        Assert.Equal(0.1, Schedule.Cosine(1, end: 0.1).Factor(11, 10));
    }

    /// <summary>PyTorch's CosineAnnealingWarmRestarts(T_0 = 2, T_mult = 3, eta_min = 0.1) with a rate of 1.</summary>
    [Fact]
    public void Restarts_AreLongerEachTime()
    {
        Schedule schedule = Schedule.CosineRestarts(2, longer: 3, end: 0.1);
        double[] expected = [1, 0.55, 1, 0.93971143, 0.775, 0.55, 0.325, 0.16028857, 1, 0.99316349];
        for (int step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], schedule.Factor(step, 1), 1e-8);
        }

        Assert.Equal(1, Schedule.CosineRestarts(3).Factor(30_000_000_000, 10));
    }

    /// <summary>PyTorch's OneCycleLR(max_lr = 1, total_steps = 10), cosine annealing.</summary>
    [Fact]
    public void OneCycle_IsPyTorchs()
    {
        Schedule schedule = Schedule.OneCycle(10);
        double[] expected = [0.04, 0.52, 1, 0.9504846, 0.8117456, 0.6112620, 0.3887420, 0.1882584, 0.0495194, 4e-6];
        for (int step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], schedule.Factor(step, 1), 1e-7);
        }

        Assert.Equal(4e-6, schedule.Factor(1000, 1), 1e-12);
    }

    /// <summary>PyTorch's PolynomialLR(total_iters = 4, power = 2) with a rate of 1.</summary>
    [Fact]
    public void Polynomial_IsPyTorchs()
    {
        Schedule schedule = Schedule.Polynomial(4, power: 2);
        Assert.Equal([1, 0.5625, 0.25, 0.0625, 0, 0], Enumerable.Range(0, 6).Select(step => schedule.Factor(step, 1)));
        Assert.Equal(0.55, Schedule.Polynomial(2, end: 0.1).Factor(10, 10), 12);
    }

    /// <summary>PyTorch's ReduceLROnPlateau(factor = 0.5, patience = 1, threshold = 0.1, cooldown = 1, min_lr = 0.2) with a rate of 1.</summary>
    [Fact]
    public void Plateau_IsPyTorchs()
    {
        PlateauSchedule schedule = Assert.IsType<PlateauSchedule>(Schedule.OnPlateau(0.5, patience: 1, threshold: 0.1, cooldown: 1, least: 0.2));
        PlateauState state = new();
        double[] losses = [1, 0.95, 0.92, 0.8, 0.79, 0.79, 0.79, 0.79, double.NaN, 0.79, 0.79, 0.79, 0.79];
        double[] expected = [1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2, 0.2];
        for (int epoch = 0; epoch < losses.Length; epoch++)
        {
            state.EpochEnded(schedule, losses[epoch]);
            Assert.Equal(expected[epoch], state.Factor);
        }
    }

    [Fact]
    public void Function_IsTheUsersOwn()
    {
        Schedule schedule = Schedule.Function(static (step, stepsPerEpoch) => 1.0 / (1 + (step / stepsPerEpoch)));
        Assert.Equal(0.25, schedule.Factor(35, 10));
        Assert.Equal(0.1, schedule.WithWarmup(10).Factor(0, 10));
        Assert.Contains("factor of step 3 is NaN", Assert.ThrowsAny<ArgumentException>(static () => Schedule.Function(static (_, _) => double.NaN).Factor(3, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schedules_EqualByValue()
    {
        Assert.Equal(Schedule.MultiStep([3, 6], 0.1), Schedule.MultiStep([3, 6], 0.1));
        Assert.NotEqual(Schedule.MultiStep([3, 6], 0.1), Schedule.MultiStep([3, 7], 0.1));
        Assert.Equal(Schedule.MultiStep([3, 6], 0.1).GetHashCode(), Schedule.MultiStep([3, 6], 0.1).GetHashCode());
    }

    [Fact]
    public void WarmupLongerThanTheCosine_EndsAtTheEnd()
    {
        Schedule schedule = Schedule.Cosine(1).WithWarmup(20);
        Assert.Equal(0.05, schedule.Factor(0, 10));
        Assert.True(schedule.Factor(25, 10) == 0);
    }

    [Fact]
    public void WithWarmup_LeavesTheOriginal()
    {
        Schedule plain = Schedule.Cosine(5);
        Schedule warm = plain.WithWarmup(100);
        Assert.Equal(0, plain.WarmupSteps);
        Assert.Equal(100, warm.WarmupSteps);
        Assert.Equal(plain, warm.WithWarmup(0));
        Assert.Equal(0.01, warm.Factor(0, 1000));
        Assert.Equal(1, warm.Factor(99, 1000));
        Assert.Equal(1, warm.Factor(100, 1000));
    }

    [Fact]
    public void Constant_NeedsNoEpochs()
    {
        Assert.Equal(1, Schedule.Constant.Factor(7, 0));
        Assert.False(Schedule.Constant.WithWarmup(3).CountsEpochs);
    }

    [Fact]
    public void WrongArguments_AreRejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => Schedule.Cosine(0));
        Assert.Throws<ArgumentOutOfRangeException>("end", () => Schedule.Cosine(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("everyEpochs", () => Schedule.Step(0, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => Schedule.Step(1, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => Schedule.MultiStep([0], 0.1));
        Assert.Contains("epoch 3 follows 3", Assert.Throws<ArgumentException>("epochs", () => Schedule.MultiStep([3, 3], 0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => Schedule.Exponential(-1));
        Assert.Throws<ArgumentOutOfRangeException>("power", () => Schedule.Polynomial(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("warmupSteps", () => Schedule.InverseSquareRoot(0));
        Assert.Throws<ArgumentOutOfRangeException>("rise", () => Schedule.OneCycle(1, rise: 0));
        Assert.Throws<ArgumentOutOfRangeException>("longer", () => Schedule.CosineRestarts(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => Schedule.OnPlateau(factor: 1));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => Schedule.Constant.WithWarmup(-1));
        Assert.Throws<ArgumentOutOfRangeException>("step", () => Schedule.Constant.Factor(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("stepsPerEpoch", () => Schedule.Cosine(1).Factor(0, 0));
    }
}
