using System;
using System.CommandLine;
using System.IO;
using Samples;
using Xunit;

namespace CnnGen.Samples.Tests;

/// <summary>What all samples make of what ends them.</summary>
public sealed class SampleCommandTests
{
    [Fact]
    public void FailureThatAUserCanMend_IsCodeTwo()
    {
        Assert.Equal(2, Run(() => throw new InvalidDataException("a broken file")));
        Assert.Equal(2, Run(() => throw new DirectoryNotFoundException()));
        Assert.Equal(2, Run(() => throw new UnauthorizedAccessException()));
        Assert.Equal(2, Run(() => throw new NotFiniteNumberException("a rate that is too high")));
        Assert.Equal(0, Run(static () => { }));
    }

    [Fact]
    public void Bug_KeepsItsTrace() => Assert.Throws<InvalidOperationException>(() => Run(() => throw new InvalidOperationException()));

    [Fact]
    public void OptionWithoutValue_IsToldBeforeWhatItDoesNotGoWith()
    {
        Option<string?> one = SampleOptions.FileToWrite("--one", "");
        Option<string?> other = SampleOptions.FileToWrite("--other", "");
        SampleCommand command = new("sample", "", one, other);
        command.ExpectTogether(one, other);
        command.ExpectDifferent(one, other);
        Assert.Equal(2, command.Run(["--one"], static (_, _) => throw new InvalidOperationException()));
    }

    private static int Run(Action run) => new SampleCommand("sample", "").Run([], (_, _) => new Session(run));

    private sealed class Session(Action run) : ISession
    {
        public string State => "";

        public void Run() => run();
    }
}
