using System;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class ScheduleTests
{
    public static TheoryData<string, string> GoldenCases => GoldenCase.Cases("lr.cosine", "lr.step", "lr.linear_warmup", "lr.warmup_cosine");

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
            "lr.linear_warmup" => Schedule.Constant.WithWarmup((int)golden.Number("warmup")),
            _ => Schedule.Cosine((int)golden.Number("total")).WithWarmup((int)golden.Number("warmup")),
        };

        // One step an epoch, so that steps and epochs are the same.
        double[] expected = golden["lr"];
        for (int step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], rate * schedule.Factor(step, 1), 1e-14);
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
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => Schedule.Constant.WithWarmup(-1));
        Assert.Throws<ArgumentOutOfRangeException>("step", () => Schedule.Constant.Factor(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("stepsPerEpoch", () => Schedule.Cosine(1).Factor(0, 0));
    }
}
