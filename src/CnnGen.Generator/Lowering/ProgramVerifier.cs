using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Lowering;

/// <summary>Checks what every program must satisfy, whichever pass it comes from. Tests run it behind each pass.</summary>
internal static class ProgramVerifier
{
    /// <summary>Throws at the first operation that reads what was not written, or whose operands do not fit it.</summary>
    /// <param name="pass">The pass just run, for the message.</param>
    /// <param name="program">The program.</param>
    /// <param name="before">Tensors that an earlier program wrote: the forward pass's, for the backward pass.</param>
    public static void Verify(string pass, Program program, IEnumerable<Tensor>? before = null)
    {
        HashSet<Tensor> written = new(before ?? []);
        foreach (Operation operation in program.Operations)
        {
            foreach (Tensor read in operation.Reads)
            {
                Require(written.Contains(read), pass, operation, $"reads {read} before it is written");
            }

            switch (operation)
            {
                case Convolve convolve:
                    VerifyConvolution(pass, convolve);
                    break;
                case WeightGradient gradient:
                    VerifyWindow(pass, gradient, gradient.Geometry, gradient.X);
                    Require(!gradient.OutputGradient.IsPlanar, pass, operation, "needs a blocked output gradient");
                    break;
                case Pool pool:
                    Require(pool.X.IsPlanar == pool.Y.IsPlanar && pool.X.Channels == pool.Y.Channels, pass, operation, "pools between layouts or channels");
                    break;
                case Activate activate:
                    Require(HaveSameShape(activate.X, activate.Y) && activate.X.IsPlanar == activate.Y.IsPlanar, pass, operation, "changes shape or layout");
                    break;
                case ActivateGradient gradient:
                    Require(HaveSameShape(gradient.Y, gradient.OutputGradient) && HaveSameShape(gradient.Y, gradient.InputGradient), pass, operation, "changes shape");
                    break;
                case Sum sum:
                    Require(HaveSameShape(sum.X1, sum.X2) && HaveSameShape(sum.X1, sum.Y), pass, operation, "adds different shapes");
                    Require(!sum.X1.IsPlanar && !sum.X2.IsPlanar && !sum.Y.IsPlanar, pass, operation, "needs blocked tensors");
                    break;
                case CopyChannels copy:
                    Require(copy.X.Height == copy.Y.Height && copy.X.Width == copy.Y.Width, pass, operation, "copies between planes of different sizes");
                    Require(copy.FirstFrom + copy.Channels <= copy.X.Channels && copy.FirstTo + copy.Channels <= copy.Y.Channels, pass, operation, "copies channels that are not there");
                    Require(!copy.X.IsPlanar && !copy.Y.IsPlanar && copy.X.Groups == 1 && copy.Y.Groups == 1, pass, operation, "needs blocked tensors");
                    break;
                case Rearrange rearrange:
                    Require(Elements(rearrange.X) == Elements(rearrange.Y), pass, operation, "changes the number of elements");
                    break;
            }

            written.UnionWith(operation.Writes);
        }
    }

    /// <summary>Throws where borders are too small for what reads them, or tensors that live at the same time share memory.</summary>
    public static void VerifyMemory(string pass, Program program, bool reuses)
    {
        foreach (Operation operation in program.Operations)
        {
            (ConvGeometry? geometry, Tensor? x) = operation switch
            {
                Convolve convolve => (convolve.Geometry, convolve.X),
                WeightGradient gradient => (gradient.Geometry, gradient.X),
                _ => ((ConvGeometry?)null, (Tensor?)null),
            };
            Require(
                geometry is null || x!.Border.Union(geometry.BorderOf(x)) == x.Border, pass, operation, $"sees past the border of {x}");
        }

        Dictionary<Tensor, (int First, int Last)> lives = PlanMemory.Lives(program);
        Tensor[] tensors = lives.Keys.ToArray();
        for (int i = 0; i < tensors.Length; i++)
        {
            Tensor one = tensors[i];
            Require(one.Offset >= 0 && one.Offset + one.Length <= program.ArenaLength, pass, null, $"{one} lies outside of the arena");
            Require(one.Offset % Tensor.Block == 0, pass, null, $"{one} is not aligned");
            foreach (Tensor other in tensors.Skip(i + 1))
            {
                bool meets = one.Offset < other.Offset + other.Length && other.Offset < one.Offset + one.Length;
                Require(!meets || (reuses && !PlanMemory.Overlap(lives[one], lives[other])), pass, null, $"{one} and {other} share memory while both live");
            }
        }
    }

    private static void VerifyConvolution(string pass, Convolve convolve)
    {
        ConvGeometry geometry = convolve.Geometry;
        VerifyWindow(pass, convolve, geometry, convolve.X);
        Require(geometry.Groups * geometry.Filters == convolve.Y.Channels, pass, convolve, "writes other channels than its output has");
        int rows = (geometry.OutputRows - 1) * geometry.OutputStepRows + geometry.OutputOriginRow + 1;
        int columns = (geometry.OutputColumns - 1) * geometry.OutputStepColumns + geometry.OutputOriginColumn + 1;
        bool fits = convolve.Pool is { } pool
            ? convolve.Y.Height * pool.StrideRows == geometry.OutputRows && convolve.Y.Width * pool.StrideColumns == geometry.OutputColumns
            : rows <= convolve.Y.Height && columns <= convolve.Y.Width;
        Require(fits, pass, convolve, "writes outside of its output");
        Require(
            !convolve.Y.IsPlanar || (convolve.X.IsPlanar && geometry.WritesDensely && geometry.StrideColumns == 1 && convolve.Pool is null),
            pass,
            convolve,
            "cannot write planes");
        PackShape pack = convolve.Weights.Pack;
        Require(
            pack.Groups == geometry.Groups && pack.Filters == geometry.Filters && pack.Channels == geometry.Channels && pack.Taps == geometry.Taps,
            pass,
            convolve,
            "has weights of another shape");
    }

    private static void VerifyWindow(string pass, Operation operation, ConvGeometry geometry, Tensor x)
    {
        Require(geometry.Groups * geometry.Channels == x.Channels, pass, operation, "reads other channels than its input has");
        Require(
            geometry.Groups == 1 || x.Groups == geometry.Groups || geometry.Channels % Tensor.Block == 0,
            pass,
            operation,
            "needs each group's channels in blocks of their own");
    }

    private static bool HaveSameShape(Tensor one, Tensor other) =>
        one.Channels == other.Channels && one.Height == other.Height && one.Width == other.Width && one.Groups == other.Groups;

    private static long Elements(Tensor tensor) => (long)tensor.Channels * tensor.Height * tensor.Width;

    private static void Require(bool condition, string pass, Operation? operation, string problem)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"after {pass}: {operation?.GetType().Name} {problem}");
        }
    }
}
