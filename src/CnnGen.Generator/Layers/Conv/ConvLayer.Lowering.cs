using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.Conv;

/// <summary>A convolution's operations.</summary>
internal sealed partial record ConvLayer
{
    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor x = forward.InGroups(forward.Input, Groups);
        Tensor y = forward.NewTensor(forward.Node.Name, Filters, forward.Node.Output.Height, forward.Node.Output.Width, Groups);
        ConvGeometry geometry = Geometry(forward.Node.Input, forward.Node.Output);
        forward.Add(new Convolve(forward.Node.Id, geometry, x, y, forward.Weight(geometry), HasBias ? forward.Bias(geometry) : null));
        forward.Keep("x", x);
        forward.Output = forward.Ungrouped(y);
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        Tensor x = backward.Kept("x");
        Tensor dy = backward.InGroups(backward.OutputGradient, Groups);
        ConvGeometry geometry = Geometry(backward.Node.Input, backward.Node.Output);
        if (!backward.Node.Frozen)
        {
            backward.Add(new WeightGradient(backward.Node.Id, geometry, x, dy, backward.Parameter("weight")));
            if (HasBias)
            {
                backward.Add(new BiasGradient(backward.Node.Id, dy, backward.Parameter("bias")));
            }
        }

        Tensor dx = backward.NewTensor("d" + x.Name, x.Channels, x.Height, x.Width, Groups);
        AddDataGradient(backward, geometry, dy, dx);
        backward.InputGradient = backward.Ungrouped(dx);
    }

    private ConvGeometry Geometry(TensorShape input, TensorShape output)
    {
        SpatialWindow window = PlanesOnly.Of(Spatial, input);
        return new ConvGeometry
        {
            Groups = Groups,
            Channels = input.Channels / Groups,
            Filters = Filters / Groups,
            TapRows = window.Rows.Kernel.Value,
            TapColumns = window.Columns.Kernel.Value,
            OutputRows = output.Height,
            OutputColumns = output.Width,
            StrideRows = window.Rows.Stride.Value,
            StrideColumns = window.Columns.Stride.Value,
            DilationRows = window.Rows.Dilation.Value,
            DilationColumns = window.Columns.Dilation.Value,
            OriginRow = -window.Rows.PadBefore(input.Height),
            OriginColumn = -window.Columns.PadBefore(input.Width),
        };
    }

    /// <summary>
    /// The input's gradient is a convolution of the output's with the filters turned around. With a stride s, the input rows that are
    /// equal modulo s see the same taps, so each such phase is a convolution of its own whose outputs lie s apart; likewise columns.
    /// </summary>
    private static void AddDataGradient(BackwardBuilder backward, ConvGeometry forward, Tensor dy, Tensor dx)
    {
        List<AxisPhase> rows = AxisPhase.All(dx.Height, forward.TapRows, forward.StrideRows, forward.DilationRows, forward.OriginRow);
        List<AxisPhase> columns = AxisPhase.All(dx.Width, forward.TapColumns, forward.StrideColumns, forward.DilationColumns, forward.OriginColumn);
        if (rows.Count < System.Math.Min(forward.StrideRows, dx.Height) || columns.Count < System.Math.Min(forward.StrideColumns, dx.Width))
        {
            // Some input elements are under no tap at all.
            backward.Add(new Clear(backward.Node.Id, dx));
        }

        foreach (AxisPhase row in rows)
        {
            foreach (AxisPhase column in columns)
            {
                ConvGeometry geometry = new()
                {
                    Groups = forward.Groups,
                    Channels = forward.Filters,
                    Filters = forward.Channels,
                    TapRows = row.Taps.Count,
                    TapColumns = column.Taps.Count,
                    OutputRows = row.Outputs,
                    OutputColumns = column.Outputs,
                    StrideRows = 1,
                    StrideColumns = 1,
                    DilationRows = row.Dilation,
                    DilationColumns = column.Dilation,
                    OriginRow = row.Origin,
                    OriginColumn = column.Origin,
                    OutputStepRows = forward.StrideRows,
                    OutputStepColumns = forward.StrideColumns,
                    OutputOriginRow = row.First,
                    OutputOriginColumn = column.First,
                };
                List<int> taps = [];
                foreach (int tapRow in row.Taps)
                {
                    foreach (int tapColumn in column.Taps)
                    {
                        taps.Add((tapRow * forward.TapColumns) + tapColumn);
                    }
                }

                WeightOperand weights = backward.Transposed("weight", geometry, taps);
                backward.Add(new Convolve(backward.Node.Id, geometry, dy, dx, weights, null));
            }
        }
    }
}
