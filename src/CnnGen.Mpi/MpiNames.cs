using System;
using System.Collections.Generic;

namespace CnnGen;

/// <summary>What the libraries are called, and which one a process was started by.</summary>
internal static class MpiNames
{
    // What the launchers tell the processes that they start.
    private const string OpenMpiSize = "OMPI_COMM_WORLD_SIZE";
    private const string MpichSize = "PMI_SIZE";

    /// <summary>How one gets one.</summary>
    public static string HowToInstall => OperatingSystem.IsWindows()
        ? "Microsoft MPI"
        : OperatingSystem.IsMacOS() ? "brew install open-mpi, or mpich" : "the system's packages openmpi-bin or mpich";

    /// <summary>How many processes a launcher says that it has started, and its name in words; none where there is no launcher.</summary>
    public static (int Size, string Launcher)? Launched => SizeOf(OpenMpiSize) is { } openMpi
        ? (openMpi, "Open MPI's mpirun")
        : SizeOf(MpichSize) is { } mpich ? (mpich, "MPICH's mpirun") : null;

    /// <summary>The names to look for; those first whose launcher has started this process, because no other one finds its neighbours.</summary>
    public static IReadOnlyList<string> InOrder()
    {
        (string[] openMpi, string[] mpich) = Usual();
        return SizeOf(OpenMpiSize) is null && SizeOf(MpichSize) is not null ? [.. mpich, .. openMpi] : [.. openMpi, .. mpich];
    }

    private static (string[] OpenMpi, string[] Mpich) Usual()
    {
        if (OperatingSystem.IsWindows())
        {
            return ([], ["msmpi.dll"]);
        }

        // Debian calls MPICH's library otherwise than MPICH does; the bare name is either's.
        return OperatingSystem.IsMacOS()
            ? (["libmpi.40.dylib", "libmpi.dylib"], ["libmpi.12.dylib", "libmpich.12.dylib"])
            : (["libmpi.so.40"], ["libmpich.so.12", "libmpi.so.12", "libmpi.so"]);
    }

    private static int? SizeOf(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int size) ? size : null;
}
