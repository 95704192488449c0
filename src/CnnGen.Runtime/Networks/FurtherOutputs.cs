using System;
using System.Collections.Generic;

namespace CnnGen.Runtime;

/// <summary>What is done with the memory of a network's further outputs: it is checked, then held in its place while threads have its address.</summary>
internal static unsafe class FurtherOutputs
{
    /// <summary>Checks that each is empty or of the samples, and apart from the rest.</summary>
    /// <typeparam name="TFurther">What is passed for them.</typeparam>
    /// <param name="further">That.</param>
    /// <param name="outputs">The network's outputs.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="input">The inputs.</param>
    /// <param name="inputName">What they are called.</param>
    /// <param name="own">The network's own outputs.</param>
    /// <param name="ownName">What they are called.</param>
    /// <exception cref="ArgumentException">One has another length, or overlaps another.</exception>
    public static void Check<TFurther>(
        scoped TFurther further, IReadOnlyList<OutputInfo> outputs, int samples, ReadOnlySpan<float> input, string inputName, ReadOnlySpan<float> own, string ownName)
        where TFurther : IFurtherOutputs, allows ref struct
    {
        for (int place = 0; place < outputs.Count - 1; place++)
        {
            OutputInfo output = outputs[place + 1];
            ReadOnlySpan<float> span = further[place];
            SampleGuard.CheckFurther(span.Length, output.Name, output.Length, samples, "where it is not wanted");
            SampleGuard.CheckApart(input, inputName, span, output.Name);
            SampleGuard.CheckApart(own, ownName, span, output.Name);
            for (int before = 0; before < place; before++)
            {
                SampleGuard.CheckApart(further[before], outputs[before + 1].Name, span, output.Name);
            }
        }
    }

    /// <summary>Runs something while all are held in their places.</summary>
    /// <typeparam name="TFurther">What is passed for them.</typeparam>
    /// <typeparam name="TRun">What is run.</typeparam>
    /// <param name="further">What is passed for them.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="run">What is run, with their addresses.</param>
    public static void Hold<TFurther, TRun>(scoped TFurther further, int count, scoped TRun run)
        where TFurther : IFurtherOutputs, allows ref struct
        where TRun : IRun, allows ref struct
    {
        float** addresses = stackalloc float*[count];
        Hold(further, addresses, 0, count, run);
    }

    // Each from one on by a call of its own.
    private static void Hold<TFurther, TRun>(scoped TFurther further, float** addresses, int place, int count, scoped TRun run)
        where TFurther : IFurtherOutputs, allows ref struct
        where TRun : IRun, allows ref struct
    {
        if (place == count)
        {
            run.Run(new OutputAddresses(addresses, count));
            return;
        }

        fixed (float* address = further[place])
        {
            addresses[place] = address;
            Hold(further, addresses, place + 1, count, run);
        }
    }

    /// <summary>What is run while memory is held.</summary>
    public interface IRun
    {
        /// <summary>Runs it.</summary>
        /// <param name="further">Where the further outputs are.</param>
        void Run(OutputAddresses further);
    }
}
