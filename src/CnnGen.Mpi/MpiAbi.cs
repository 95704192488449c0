using System;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>How a library hands over what MPI's headers call handles, and which ones stand for what. MPI 4 and older leave that to each library.</summary>
/// <remarks>
/// Handles are passed in a register or in a slot of eight bytes on all 64-bit systems, of which a callee that takes 32 bits reads the lower
/// half: so one signature serves both. What the library writes to memory has its own size.
/// </remarks>
/// <param name="World">MPI_COMM_WORLD.</param>
/// <param name="Byte">MPI_BYTE.</param>
/// <param name="ErrorsReturn">MPI_ERRORS_RETURN.</param>
/// <param name="StatusesIgnore">MPI_STATUSES_IGNORE.</param>
/// <param name="RequestBytes">The size of an MPI_Request.</param>
internal readonly record struct MpiAbi(nint World, nint Byte, nint ErrorsReturn, nint StatusesIgnore, int RequestBytes)
{
    private const string OpenMpiWorld = "ompi_mpi_comm_world";

    // Names by which libraries with MPICH's ABI call themselves: the MPICH ABI Compatibility Initiative's, and Microsoft's, which is older.
    private static readonly string[] MpichDerivatives = ["MPICH", "MVAPICH", "Intel(R) MPI", "Intel MPI", "ParaStation", "Microsoft MPI"];

    /// <summary>Finds out which one a library has.</summary>
    /// <param name="library">The library.</param>
    /// <param name="version">What it calls itself.</param>
    /// <exception cref="ProcessGroupException">It is of no known kind.</exception>
    public static MpiAbi Of(nint library, string version)
    {
        if (NativeLibrary.TryGetExport(library, OpenMpiWorld, out nint world))
        {
            // Its handles are addresses of what it exports.
            return new MpiAbi(world, NativeLibrary.GetExport(library, "ompi_mpi_byte"), NativeLibrary.GetExport(library, "ompi_mpi_errors_return"), 0, sizeof(long));
        }

        if (Array.Exists(MpichDerivatives, name => version.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            // Its handles are numbers, the same in all versions since 1.
            return new MpiAbi(0x44000000, 0x4C00010D, 0x54000001, 1, sizeof(int));
        }

        throw new ProcessGroupException($"the MPI library '{version}' is neither Open MPI nor MPICH or one with MPICH's ABI; those are known");
    }
}
