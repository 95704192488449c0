using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Mpi.Tests;

/// <summary>Training by processes that the installed MPI implementations start, all of them.</summary>
public sealed class MpiTests : IClassFixture<MpiTests.Expected>
{
    // Some twenty steps with momentum: each adds up the same numbers in another order.
    private const float Tolerance = 1e-4f;

    // Seconds, on a machine that has nothing else to do.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Expected _expected;

    public MpiTests(Expected expected) => _expected = expected;

    [MpiTheory]
    [Launchers(1, 2, 4)]
    public void Processes_KnowWhoTheyAre(string launcher, int processes)
    {
        string[] lines = Launcher.Of(launcher).Run(processes, "who").Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, processes).Select(rank => $"process {rank} of {processes}"), lines.Select(static line => line.Split(':')[0]).Order());
        Assert.All(lines, line => Assert.Contains(Launcher.Of(launcher).IsOpenMpi ? "Open MPI" : "MPICH", line, StringComparison.Ordinal));
    }

    [MpiTheory]
    [InlineData(2)]
    [InlineData(4)]
    public void Weights_AreThoseOfOneProcess(int processes)
    {
        float[] weights = _expected.Weights(processes);
        Assert.All(_expected.Alone.Zip(weights), static pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        Assert.NotEqual(_expected.Alone, weights);
    }

    /// <summary>Over every implementation, on another number of threads, with what is exchanged at once of another size.</summary>
    [MpiTheory]
    [Launchers(2, 4)]
    public void SameNumberOfProcesses_GivesTheSameBits(string launcher, int processes)
    {
        using TemporaryFolder folder = new();
        Assert.Equal(_expected.Weights(processes), Train(Launcher.Of(launcher), processes, folder["weights"]));
        Assert.Equal(_expected.Weights(processes), Train(Launcher.Of(launcher), processes, folder["weights"], "--threads", "3", "--bucket", "100000"));
    }

    /// <summary>The others end within seconds, somebody says why, and the last checkpoint is good: the training goes on from it to the same bits.</summary>
    [MpiTheory]
    [Launchers(2, 4)]
    public void OneThatIsKilled_EndsTheOthers(string launcher, int processes)
    {
        using TemporaryFolder folder = new();
        Launcher.Outcome killed = Launcher.Of(launcher).Run(processes, "train", "--out", folder["lost"], "--checkpoint", folder["run"], "--kill", "12");
        Assert.Contains("kill", killed.Output + killed.Error, StringComparison.OrdinalIgnoreCase);
        CheckEnd(killed, folder);
        Assert.Equal(_expected.Weights(processes), Train(Launcher.Of(launcher), processes, folder["weights"], "--checkpoint", folder["run"]));
    }

    [MpiTheory]
    [Launchers(2)]
    public void OneThatFails_EndsTheOthersAndSaysWhy(string launcher, int processes)
    {
        using TemporaryFolder folder = new();
        Launcher.Outcome failed = Launcher.Of(launcher).Run(processes, "train", "--out", folder["lost"], "--checkpoint", folder["run"], "--fail", "12");
        Assert.Contains($"process 1 of {processes} ended its training: told to fail", failed.Error, StringComparison.Ordinal);
        CheckEnd(failed, folder);
        Assert.Equal(_expected.Weights(processes), Train(Launcher.Of(launcher), processes, folder["weights"], "--checkpoint", folder["run"]));
    }

    /// <summary>Processes that are started by one implementation and load another would each be alone.</summary>
    [MpiTheory]
    [Launchers(2)]
    public void LibraryOfAnotherLauncher_IsRefused(string launcher, int processes)
    {
        if (Launcher.Installed.Count == 2)
        {
            string other = Launcher.Of(launcher).IsOpenMpi ? "libmpich.so.12" : "libmpi.so.40";
            Launcher.Outcome outcome = Launcher.Of(launcher).Run(processes, "who", "--library", other);
            Assert.NotEqual(0, outcome.ExitCode);
            Assert.Contains($"'{other}'", outcome.Error, StringComparison.Ordinal);
            Assert.Contains("use the library's own mpirun", outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void MissingLibrary_IsSaid()
    {
        string message = Assert.Throws<ProcessGroupException>(static () => new MpiProcessGroup("libnone.so.1")).Message;
        Assert.Contains("looked for libnone.so.1", message, StringComparison.Ordinal);
        Assert.Contains("install one", message, StringComparison.Ordinal);
        Assert.Contains("CNNGEN_MPI", message, StringComparison.Ordinal);
    }

    [Fact]
    public void LibraryWithoutMpi_IsSaid()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains("has no function MPI_", Assert.Throws<ProcessGroupException>(static () => new MpiProcessGroup("libc.so.6")).Message, StringComparison.Ordinal);
        }
    }

    private static float[] Train(Launcher launcher, int processes, string path, params string[] more)
    {
        launcher.Run(processes, ["train", "--out", path, .. more]).Succeeded();
        return WeightsIn(path);
    }

    private static float[] WeightsIn(string path)
    {
        using FileStream stream = File.OpenRead(path);
        SafetensorsReader reader = new(stream);
        return
        [
            .. reader.Tensors.SelectMany(tensor =>
            {
                float[] values = new float[tensor.Shape.Aggregate(1L, static (product, axis) => product * axis)];
                reader.Seek(tensor);
                reader.Read(values);
                return values;
            }),
        ];
    }

    /// <summary>What is over ended soon behind the moment that the worker tells, and has kept a checkpoint and nothing else.</summary>
    private static void CheckEnd(Launcher.Outcome outcome, TemporaryFolder folder)
    {
        const string Mark = "ends at ";
        Assert.NotEqual(0, outcome.ExitCode);
        string line = outcome.Error.Split('\n').Single(static line => line.StartsWith(Mark, StringComparison.Ordinal));
        DateTimeOffset end = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(line[Mark.Length..], CultureInfo.InvariantCulture));
        Assert.InRange(outcome.End - end, TimeSpan.Zero, Patience);
        Assert.True(File.Exists(folder["run"]));
        Assert.False(File.Exists(folder["lost"]));
    }

    /// <summary>What others are compared with, each trained once.</summary>
    public sealed class Expected
    {
        private readonly Dictionary<int, float[]> _weights = [];

        public Expected()
        {
            using TemporaryFolder folder = new();
            Launcher.RunAlone("train", "--alone", "1", "--out", folder["weights"]).Succeeded();
            Alone = WeightsIn(folder["weights"]);
        }

        /// <summary>What one process comes to, without a group.</summary>
        public float[] Alone { get; }

        /// <summary>What several come to by the first implementation, with one thread each.</summary>
        public float[] Weights(int processes)
        {
            if (!_weights.TryGetValue(processes, out float[]? weights))
            {
                using TemporaryFolder folder = new();
                _weights[processes] = weights = Train(Launcher.Installed[0], processes, folder["weights"]);
            }

            return weights;
        }
    }
}
