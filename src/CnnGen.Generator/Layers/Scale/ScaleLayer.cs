using System.Collections.Generic;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.Scale;

/// <summary>A trained factor for each channel: a convolution whose filters see one element of one channel.</summary>
internal sealed record ScaleLayer() : ConvolutionLayer(OneElement)
{
    private static readonly ConvolutionOptions OneElement = new(
        new SpatialWindow(AxisWindow.Unit(AxisName.Slice), AxisWindow.Unit(AxisName.Row), AxisWindow.Unit(AxisName.Column)), HasBias: false, BorderMode.Zeros, IsDirect: false);

    public override SpatialWindow? Window => null;

    public override bool IsLinear => true;

    // A factor for each element, not sums.
    public override bool IsLinearMap => false;

    public override int GroupsOf(TensorShape input) => input.Channels;

    public override TensorShape? Infer(TensorShape input, LayerContext context) => input;

    public override IReadOnlyList<ParameterSpec> Parameters(TensorShape input, bool feedsRectifier) =>
        [new ParameterSpec("weight", new TensorShape(input.Channels), 1, ParameterRole.Weight, InitialValue.Ones)];

    // A product for each element, and nothing to add.
    public override long MultiplyAdds(TensorShape input, TensorShape output) => 0;

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => output.Elements;

    protected override int FiltersOf(TensorShape input) => input.Channels;
}
