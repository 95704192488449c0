using System.Collections.Generic;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers;

/// <summary>Input positions of one axis that are equal modulo the stride, and the filter taps that reach them.</summary>
/// <param name="Taps">The taps in the order in which the output's gradient is walked upwards: highest first.</param>
/// <param name="Geometry">The gradient at these positions as a convolution of the output's gradient.</param>
internal sealed record AxisPhase(IReadOnlyList<int> Taps, AxisGeometry Geometry)
{
    /// <summary>The phases that at least one tap reaches.</summary>
    /// <param name="inputs">Positions of the forward input.</param>
    /// <param name="forward">The forward convolution.</param>
    public static List<AxisPhase> All(int inputs, AxisGeometry forward)
    {
        List<AxisPhase> phases = [];
        for (int first = 0; first < forward.Stride && first < inputs; first++)
        {
            // Tap t of output o reaches position o * stride + t * dilation + origin.
            List<int> reaching = [];
            for (int tap = forward.Taps - 1; tap >= 0; tap--)
            {
                if ((first - forward.Origin - (tap * forward.Dilation)) % forward.Stride == 0)
                {
                    reaching.Add(tap);
                }
            }

            if (reaching.Count > 0)
            {
                phases.Add(new AxisPhase(reaching, new AxisGeometry(reaching.Count, ((inputs - first - 1) / forward.Stride) + 1)
                {
                    Dilation = reaching.Count == 1 ? 1 : (reaching[0] - reaching[1]) * forward.Dilation / forward.Stride,
                    Origin = (first - forward.Origin - (reaching[0] * forward.Dilation)) / forward.Stride,
                    OutputStep = forward.Stride,
                    OutputOrigin = first,
                }));
            }
        }

        return phases;
    }
}
