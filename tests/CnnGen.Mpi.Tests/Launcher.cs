using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace CnnGen.Mpi.Tests;

/// <summary>An installed <c>mpirun</c>.</summary>
/// <param name="Name">Its command.</param>
/// <param name="IsOpenMpi">Whether it is Open MPI's.</param>
internal sealed record Launcher(string Name, bool IsOpenMpi)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Those that are installed, each implementation once.</summary>
    public static IReadOnlyList<Launcher> Installed { get; } = Find();

    public static Launcher Of(string name) => Installed.Single(launcher => launcher.Name == name);

    /// <summary>Runs the worker in several processes.</summary>
    public Outcome Run(int processes, params string[] arguments)
    {
        List<string> all = ["-n", $"{processes}", "dotnet", Worker, .. arguments];
        return Start(Name, IsOpenMpi ? ["--oversubscribe", .. all] : all);
    }

    /// <summary>Runs the worker without a launcher.</summary>
    public static Outcome RunAlone(params string[] arguments) => Start("dotnet", [Worker, .. arguments]);

    private static string Worker => Path.Combine(AppContext.BaseDirectory, "CnnGen.Mpi.Worker.dll");

    private static Outcome Start(string command, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // Open MPI asks root twice; in a container it may not read another process's memory, and says so at length.
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT"] = "1";
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1";
        start.Environment["OMPI_MCA_btl_vader_single_copy_mechanism"] = "none";
        start.Environment.Remove("CNNGEN_MPI");

        // Open MPI gives its processes a terminal, which .NET would set up with codes among the output.
        start.Environment["TERM"] = "dumb";

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{command} {string.Join(' ', arguments)} does not end: {output.Result}{error.Result}");
        }

        return new Outcome(process.ExitCode, output.Result, error.Result, DateTimeOffset.UtcNow);
    }

    private static List<Launcher> Find()
    {
        List<Launcher> found = [];
        foreach (string name in new[] { "mpirun.openmpi", "mpirun.mpich", "mpirun" })
        {
            if (VersionOf(name) is { } version && found.All(launcher => launcher.IsOpenMpi != IsOpen(version)))
            {
                found.Add(new Launcher(name, IsOpen(version)));
            }
        }

        return found;

        static bool IsOpen(string version) => version.Contains("Open MPI", StringComparison.Ordinal) || version.Contains("OpenRTE", StringComparison.Ordinal);
    }

    private static string? VersionOf(string command)
    {
        try
        {
            return Start(command, ["--version"]).Output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>What a run came to.</summary>
    public sealed record Outcome(int ExitCode, string Output, string Error, DateTimeOffset End)
    {
        /// <summary>The run, which ended well.</summary>
        public Outcome Succeeded()
        {
            Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Output}{Error}");
            return this;
        }
    }
}
