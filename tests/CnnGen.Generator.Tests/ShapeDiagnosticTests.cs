using System.Linq;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Mistakes in layers, each reported on the argument that is wrong.</summary>
public sealed class ShapeDiagnosticTests
{
    [Theory]
    [InlineData("[Input(1, 7, 7), Conv(1, 3, Stride = {|CNN001:3|})]")]
    [InlineData("[Input(1, 7, 7), MaxPool({|CNN001:2|})]")]
    [InlineData("[Input(1, 7, 7), MaxPool(kernel: {|CNN001:2|})]")]
    [InlineData("[Input(1, 7, 7), Conv(kernel: 3, filters: 1, Stride = {|CNN001:3|})]")]
    [InlineData("[Input(1, 7, 8), Conv(1, 3, StrideHeight = {|CNN001:3|})]")]
    [InlineData("[Input(1, 7, 7), Conv(1, 3, Stride = {|CNN001:Wrong.Three|})]")]
    [InlineData("[Input(1, 7, 7), Conv(1, 3, Stride = {|CNN001:1 + 2|})]")]
    [InlineData("[Input(1, 7, 7)] [ReLU] [Conv(1, 3, Stride = {|CNN001:3|}), ReLU]")]
    [InlineData("[Input(1, 7, 7), Conv(1, {|CNN002:9|})]")]
    [InlineData("[Input(1, 7, 7), Conv(1, 3, KernelWidth = {|CNN002:8|})]")]
    [InlineData("[Input(1, 7, 7), Conv(1, 4, Dilation = {|CNN002:3|})]")]
    [InlineData("[Input(3, 7, 7), Conv(4, 3, Groups = {|CNN003:2|})]")]
    [InlineData("[Input(4, 7, 7), Conv(3, 3, Groups = {|CNN003:2|})]")]
    [InlineData("[Input(3, 7, 7), Conv({|CNN004:0|}, 3)]")]
    [InlineData("[Input(3, 7, 7), Conv(1, {|CNN004:-3|})]")]
    [InlineData("[Input(3, 7, 7), Conv(1, 3, Stride = {|CNN004:0|})]")]
    [InlineData("[Input(3, 7, 7), Conv(1, 3, Pad = {|CNN004:-1|})]")]
    [InlineData("[Input(3, 7, 7), Conv(1, 3, Groups = {|CNN004:0|})]")]
    [InlineData("[Input(3, 7, 7), Conv(1, 3, Dilation = {|CNN004:0|})]")]
    [InlineData("[Input(3, 7, 7), Conv(1, 3, Fit = {|CNN004:Fit.Ceil|})]")]
    [InlineData("[Input(3, 8, 8), MaxPool(2, Pad = {|CNN004:2|})]")]
    [InlineData("[Input(3, 8, 8), MaxPool(2, Stride = 1, Dilation = {|CNN004:0|})]")]
    [InlineData("[Input(3, 8, 8), MaxPool(3, Stride = 1, DilationWidth = {|CNN002:4|})]")]
    [InlineData("[Input(3, 8, 3), MaxPool(2, Stride = 1, Pad = 1, DilationWidth = {|CNN004:4|})]")]
    [InlineData("[Input(3, 8, 8), LpPool({|CNN004:0|}, 2)]")]
    [InlineData("[Input(3, 8, 8), LpPool({|CNN004:33|}, kernel: {|CNN004:0|})]")]
    [InlineData("[Input(3, 8, 8), LpPool(norm: 2, kernel: {|CNN002:9|})]")]
    [InlineData("[Input(3, 7, 7), LpPool(2, {|CNN001:2|})]")]
    [InlineData("[Input(3, 7, 7), AdaptiveAvgPool({|CNN004:0|}, {|CNN004:-1|})]")]
    [InlineData("[Input(3, 7, 7), AdaptiveAvgPool({|CNN004:8|}, 7)]")]
    [InlineData("[Input(3, 7, 7), AdaptiveMaxPool(width: {|CNN004:9|}, height: {|CNN004:8|})]")]
    [InlineData("[Input(3, 7, 5), AdaptiveMaxPool({|CNN004:6|})]")]
    [InlineData("[Input(3, 7, 7), {|CNN005:AdaptiveAvgPool|}(2, 2, 2)]")]
    [InlineData("[Input(3, 7), {|CNN005:AdaptiveAvgPool|}(2, 2)]")]
    [InlineData("[Input(3), {|CNN005:AdaptiveAvgPool|}(1)]")]
    [InlineData("[Input(3), {|CNN005:GlobalAvgPool|}]")]
    [InlineData("[Input(3), {|CNN005:GlobalMaxPool|}]")]
    [InlineData("[Input(3, 8, 8), Linear({|CNN004:0|})]")]
    [InlineData("[Input(3, 8, 8), Dropout({|CNN004:1|})]")]
    [InlineData("[Input(3, 8, 8), Dropout({|CNN004:double.NaN|})]")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Epsilon = {|CNN004:0|})]")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Epsilon = {|CNN004:-1e-5|})]")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Epsilon = {|CNN004:double.NaN|})]")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Epsilon = {|CNN004:double.PositiveInfinity|})]")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Epsilon = {|CNN004:1e39|})]")]
    [InlineData("[Input(3, 8, 8), LayerNorm(Epsilon = {|CNN004:0|})]")]
    [InlineData("[Input(3, 8, 8), InstanceNorm(Epsilon = {|CNN004:double.NaN|})]")]
    [InlineData("[Input(3, 8, 8), GroupNorm({|CNN004:0|}, Epsilon = {|CNN004:-1|})]")]
    [InlineData("[Input(6, 8, 8), GroupNorm({|CNN003:4|})]")]
    [InlineData("[Input(6), GroupNorm({|CNN003:7|})]")]
    [InlineData("[Input(6, 8, 8), ChannelShuffle({|CNN003:4|})]")]
    [InlineData("[Input(6), ChannelShuffle({|CNN004:0|})]")]
    [InlineData("[Input(12, 8, 8), PixelShuffle({|CNN003:3|})]")]
    [InlineData("[Input(12, 8, 8), PixelShuffle({|CNN003:int.MaxValue|})]")]
    [InlineData("[Input(12, 8, 8), PixelShuffle({|CNN004:-2|})]")]
    [InlineData("[Input(12, 8), {|CNN005:PixelShuffle|}(2)]")]
    [InlineData("[Input(12, 2, 8, 8), {|CNN005:PixelShuffle|}(2)]")]
    [InlineData("[Input(6, 8, 8), Slice({|CNN004:-1|}, {|CNN004:0|})]")]
    [InlineData("[Input(6, 8, 8), Slice({|CNN004:6|}, 1)]")]
    [InlineData("[Input(6, 8, 8), Slice(4, {|CNN004:3|})]")]
    [InlineData("[Input(6, 8, 8), Slice(5, {|CNN004:int.MaxValue|})]")]
    [InlineData("[Input(6, 8, 8), Slice({|CNN004:int.MaxValue|}, 1)]")]
    [InlineData("[Input(6, 8, 8), Upsample({|CNN004:0|})]")]
    [InlineData("[Input(6, 8, 8), Upsample(2, Mode = {|CNN004:(UpsampleMode)2|})]")]
    [InlineData("[Input(6, 8, 8), Upsample(2, AlignCorners = {|CNN004:true|})]")]
    [InlineData("[Input(6, 8, 8), Upsample({|CNN009:int.MaxValue|})]")]
    [InlineData("[Input(6), {|CNN005:Upsample|}(2)]")]
    [InlineData("[Input(6, 8, 8), Reshape({|CNN004:0|}, 8, 8)]")]
    [InlineData("[Input(6, 8, 8), Reshape(-1, {|CNN004:-1|}, 8)]")]
    [InlineData("[Input(6, 8, 8), Reshape(6, 8, {|CNN004:9|})]")]
    [InlineData("[Input(6, 8, 8), Reshape({|CNN004:5|}, 8, 8)]")]
    [InlineData("[Input(6, 8, 8), Reshape(-1, 5, {|CNN004:7|})]")]
    [InlineData("[Input(6, 8, 8), ChannelDropout({|CNN004:1.0|})]")]
    [InlineData("[Input(6, 8, 8), StochasticDepth({|CNN004:-0.5|})]")]
    [InlineData("[Input(6, 8, 8), Pad({|CNN004:-1|})]")]
    [InlineData("[Input(6, 8, 8), Pad(1, PadLeft = {|CNN004:-1|}, PadMode = {|CNN004:(PadMode)4|})]")]
    [InlineData("[Input(6, 8, 9), Pad({|CNN004:8|}, PadMode = PadMode.Reflect)]")]
    [InlineData("[Input(6, 8, 9), Pad(7, PadMode = PadMode.Reflect, PadRight = {|CNN004:9|})]")]
    [InlineData("[Input(6, 8, 9), Pad(8, PadMode = PadMode.Circular, PadTop = {|CNN004:9|})]")]
    [InlineData("[Input(6, 8, 9), Pad(8, PadMode = PadMode.Replicate, PadTop = {|CNN009:int.MaxValue|})]")]
    [InlineData("[Input(6, 8, 9), Pad(PadFront = {|CNN005:1|})]")]
    [InlineData("[Input(6, 8), Pad(PadTop = {|CNN005:1|}, PadBack = {|CNN005:1|})]")]
    [InlineData("[Input(6), {|CNN005:Pad|}(2)]")]
    [InlineData("[Input(6, 8, 9), Crop({|CNN004:-1|}, 0, {|CNN004:0|}, 1)]")]
    [InlineData("[Input(6, 8, 9), Crop({|CNN004:8|}, 0, 1, {|CNN004:10|})]")]
    [InlineData("[Input(6, 8, 9), Crop(1, 8, {|CNN004:int.MaxValue|}, 1)]")]
    [InlineData("[Input(6, 8, 9), {|CNN005:Crop|}(1, 2)]")]
    [InlineData("[Input(6, 8), {|CNN005:Crop|}(1, 2, 3, 4)]")]
    [InlineData("[Input(6), {|CNN005:Crop|}(1, 2)]")]
    [InlineData("[Input(3), {|CNN005:InstanceNorm|}]")]
    [InlineData("[Input(3, 1, 1), {|CNN005:InstanceNorm|}(Affine = true)]")]
    [InlineData("[Input(3, 8, 8), LocalResponseNorm({|CNN004:0|}, Alpha = {|CNN004:-1|}, Beta = {|CNN004:-0.5|}, K = {|CNN004:0|})]")]
    [InlineData("[Input(3, 8, 8), LocalResponseNorm(3, Alpha = {|CNN004:double.NaN|}, Beta = {|CNN004:double.PositiveInfinity|}, K = {|CNN004:1e39|})]")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Momentum = {|CNN004:0|})]")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Momentum = {|CNN004:-0.1|})]")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Momentum = {|CNN004:1.5|})]")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Momentum = {|CNN004:double.NaN|})]")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Affine = false, Momentum = {|CNN004:double.NegativeInfinity|}, Epsilon = {|CNN004:-double.Epsilon|})]")]
    [InlineData("[Input(3, 7, 7), Conv(1, 3, PadLeft = {|CNN004:-1|}, PadBottom = {|CNN004:-2|})]")]
    [InlineData("[Input(3, 8, 8), MaxPool(2, Stride = 1, PadTop = {|CNN004:2|})]")]
    [InlineData("[Input(3, 8, 8), MaxPool(2, Stride = 1, Pad = {|CNN004:2|}, PadTop = 0, PadLeft = 1, PadRight = {|CNN004:3|})]")]
    [InlineData("[Input(3, 7), Conv(1, 3, PadTop = {|CNN005:1|}, PadBack = {|CNN005:1|}, PadRight = 1)]")]
    [InlineData("[Input(3, 7, 7), MaxPool(2, Stride = 1, PadFront = {|CNN005:0|})]")]
    [InlineData("[Input(3, 8, 8), Conv(1, 3, PadRight = {|CNN004:1|}, Padding = Padding.Same)]")]
    [InlineData("[Input(3, 8, 8), Conv(1, 3, PadTop = {|CNN004:1|}, PadFront = {|CNN004:1|}, Padding = Padding.Valid)]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, PadLeft = {|CNN009:int.MaxValue|})]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, PadTop = 1, PadBottom = {|CNN009:int.MaxValue|}, Fit = Fit.Floor)]")]
    [InlineData("[Input(1, 7, 7), Conv(1, 3, Stride = {|CNN001:3|}, PadRight = 1)]")]
    [InlineData("[Input(1, 7, 7), Conv(1, {|CNN002:9|}, PadLeft = 2, PadBottom = 1)]")]
    [InlineData("[Input(3, 8, 8), Conv(1, 3, PadMode = {|CNN004:(PadMode)4|})]")]
    [InlineData("[Input(3, 8, 8), Conv(1, 3, PadMode = {|CNN004:(PadMode)(-1)|}, Pad = {|CNN004:-1|})]")]
    [InlineData("[Input(3, 3, 8), Conv(1, 3, Pad = {|CNN004:3|}, PadMode = PadMode.Reflect)]")]
    [InlineData("[Input(3, 3, 3), Conv(1, 3, Pad = {|CNN004:4|}, PadMode = PadMode.Circular)]")]
    [InlineData("[Input(3, 3, 3), Conv(1, 3, PadLeft = {|CNN004:4|}, PadTop = 3, PadMode = PadMode.Circular)]")]
    [InlineData("[Input(3, 3, 3), DepthwiseConv(3, PadHeight = {|CNN004:3|}, PadRight = {|CNN004:5|}, PadMode = PadMode.Reflect)]")]
    [InlineData("[Input(3, 2, 9), Conv(1, 5, Padding = Padding.Same, PadMode = {|CNN004:PadMode.Reflect|})]")]
    [InlineData("[Input(3, 7, 7), DepthwiseConv({|CNN004:0|})]")]
    [InlineData("[Input(3, 7, 7), DepthwiseConv(3, Multiplier = {|CNN004:0|}, Dilation = {|CNN004:-1|})]")]
    [InlineData("[Input(3, 7, 7), DepthwiseConv(3, Fit = {|CNN004:Fit.Ceil|})]")]
    [InlineData("[Input(3, 7, 7), DepthwiseConv(3, Stride = {|CNN001:3|})]")]
    [InlineData("[Input(3, 7, 7), DepthwiseConv({|CNN002:9|})]")]
    [InlineData("[Input(3), {|CNN005:DepthwiseConv|}(3, Multiplier = 2)]")]
    [InlineData("[Input(3, 7, 7), DepthwiseConv(3, Multiplier = {|CNN009:int.MaxValue|})]")]
    [InlineData("[Input(3, 7, 7), DepthwiseConv(3, Multiplier = {|CNN009:100_000_000|})]")]
    [InlineData("[Input(3, 7, 7), ConvTranspose({|CNN004:0|}, {|CNN004:-1|}, Groups = {|CNN004:0|}, OutputPadWidth = {|CNN004:-1|})]")]
    [InlineData("[Input(3, 7, 7), ConvTranspose(4, 3, Stride = 2, OutputPad = {|CNN004:2|})]")]
    [InlineData("[Input(3, 7, 7), ConvTranspose(4, 3, Stride = 2, StrideWidth = 1, OutputPad = {|CNN004:1|})]")]
    [InlineData("[Input(3, 7, 7), ConvTranspose(4, 3, StrideHeight = 2, DilationWidth = 3, OutputPadHeight = {|CNN004:2|}, OutputPadWidth = 2)]")]
    [InlineData("[Input(3, 1, 7), ConvTranspose(4, 3, Pad = {|CNN004:2|})]")]
    [InlineData("[Input(3, 1, 7), ConvTranspose(4, 3, PadTop = 1, PadBottom = {|CNN004:2|}, PadHeight = 1)]")]
    [InlineData("[Input(3, 7, 7), ConvTranspose(4, 3, Groups = {|CNN003:2|})]")]
    [InlineData("[Input(3, 7), ConvTranspose(4, 3, OutputPadHeight = {|CNN005:1|}, PadTop = {|CNN005:1|})]")]
    [InlineData("[Input(3), {|CNN005:ConvTranspose|}(4, 3)]")]
    [InlineData("[Input(3, 7, 7), ConvTranspose(4, 3, Fit = {|CNN004:Fit.Floor|})]")]
    [InlineData("[Input(3, 7, 7), ConvTranspose(4, 3, Stride = {|CNN009:int.MaxValue|})]")]
    [InlineData("[Input(3, 7, 7), ConvTranspose(4, 3, Dilation = {|CNN009:int.MaxValue|})]")]
    [InlineData("[Input(3, 7, 7), ConvTranspose(4, {|CNN009:int.MaxValue|})]")]
    [InlineData("[Input(3, 8, 8), Conv(1, 3, Name = {|CNN004:\"\"|})]")]
    [InlineData("[Input({|CNN004:0|}, 8, 8), Linear(1)]")]
    [InlineData("[Input(3, 8, {|CNN004:-8|}), Linear(1)]")]
    [InlineData("[Input(10), {|CNN005:Conv|}(1, 3)]")]
    [InlineData("[Input(10), {|CNN005:MaxPool|}(2)]")]
    [InlineData("[Input(3, 8, 8), Conv(1, 3, Pad = {|CNN004:1|}, Padding = Padding.Same)]")]
    [InlineData("[Input(3, 8, 8), Conv(1, 3, PadWidth = {|CNN004:0|}, Padding = Padding.Valid)]")]
    [InlineData("[Input(3, 8, 8), Conv(1, 3, Padding = {|CNN004:(Padding)3|})]")]
    [InlineData("[Input(3, 8, 8), Conv(1, 9, Padding = Padding.Valid, KernelHeight = {|CNN002:10|})]", "Conv(1, 9", "Conv(1, 8")]
    [InlineData("[Input(3, 8, 8), Conv(1, 3, Padding = Padding.Same, Dilation = {|CNN009:int.MaxValue|})]")]
    [InlineData("[Input(1, 9, 7, 7), Conv(1, 3, Stride = {|CNN001:3|})]")]
    [InlineData("[Input(1, 9, 9, 9), Conv(1, 3, StrideDepth = {|CNN001:4|})]")]
    [InlineData("[Input(1, 3, 7, 7), Conv(1, 3, KernelDepth = {|CNN002:4|})]")]
    [InlineData("[Input(1, 3, 7, 7), MaxPool(3, Stride = 2, PadDepth = {|CNN004:2|})]")]
    [InlineData("[Input(1, 7, 7), Conv(1, 3, KernelDepth = {|CNN005:3|})]")]
    [InlineData("[Input(1, 7), Conv(1, 3, PadDepth = {|CNN005:1|}, PadHeight = {|CNN005:1|})]")]
    [InlineData("[Input({|CNN009:65536|}, 65536, 1), ReLU]")]
    [InlineData("[Input(100000), Linear({|CNN009:100000|})]")]
    [InlineData("[Input(6, 8, 8), Linear({|CNN009:5_000_000|})]")]
    [InlineData("[Input({|CNN009:2_147_483_591|}), ReLU]")]
    [InlineData("[Input({|CNN009:2_147_483_592|}), ReLU]")]
    [InlineData("[Input(1, 1, {|CNN009:2_147_483_591|}), ReLU]")]
    [InlineData("[Input(30000), Linear(30000), ReLU, Linear(30000), ReLU, Linear({|CNN009:30000|})]")]
    [InlineData("[Input(30000), Linear(30000), ReLU, Linear(30000), ReLU, Linear({|CNN009:30000|}), ReLU, Linear(10)]")]
    [InlineData("[Input(16, 4096, 4096), ReLU, {|CNN009:Tanh|}]")]
    [InlineData("[Input(3, 2048, 2048), Conv(64, 3, Pad = 1), ReLU, Conv(64, 3, Pad = 1), {|CNN009:ReLU|}]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = {|CNN009:int.MaxValue|})]")]
    [InlineData("[Input(3, 8, 8, 8), MaxPool(3, Pad = {|CNN004:int.MaxValue|})]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Name = \"a\"), Conv(3, 3, Name = {|CNN011:\"a\"|})]")]
    [InlineData("[Input(3, 8, 8), Linear(4), Linear(4, Name = {|CNN011:\"fc1\"|})]")]
    public void WrongArgument_IsReportedWhereItStands(string attributes, string from = "", string to = "") =>
        DiagnosticAssert.Reports($"using CnnGen; {(from.Length == 0 ? attributes : attributes.Replace(from, to))} public partial class Wrong {{ public const int Three = 3; }}" + Use("Wrong"));

    [Theory]
    [InlineData("Epsilon = double.Epsilon, Momentum = 1")]
    [InlineData("Epsilon = 3.4e38, Momentum = 1e-12")]
    public void EndsOfTheRangesOfBatchNorm_AreInThem(string arguments) => DiagnosticAssert.Reports($"using CnnGen; [Input(3, 8, 8), BatchNorm({arguments})] public partial class Fine;" + Use("Fine"));

    [Fact]
    public void TwoMistakes_AreBothReported() => DiagnosticAssert.Reports(
        "using CnnGen; [Input(3, 8, 8)] [Conv(4, 3, Groups = {|CNN003:2|})] [Linear({|CNN004:0|})] public partial class Wrong;" + Use("Wrong"));

    [Fact]
    public void FirstMisfit_HidesTheShapesBehindIt() => DiagnosticAssert.Reports(
        "using CnnGen; [Input(1, 7, 7)] [Conv(1, 3, Stride = {|CNN001:3|})] [Conv(1, 100)] public partial class Wrong;");

    [Fact]
    public void Misfit_SaysTheArithmeticAndWhatWouldFit()
    {
        Diagnostic misfit = Only("[Input(1, 7, 7)] [Conv(1, 3, Stride = 3)] partial class Wrong;");
        Assert.Equal(
            "stride 3 does not fit: (7 - 3 + 2*0) / 3 + 1 = 2.33; strides 1, 2 and 4 fit, so does Pad = 1, and Fit = Fit.Floor drops the last row and column",
            misfit.GetMessage(null));
        Assert.Equal("2\n4\n1", misfit.Properties["Stride"]);
        Assert.Equal("1", misfit.Properties["Pad"]);
        Assert.Equal("Fit.Floor", misfit.Properties["Fit"]);
    }

    /// <summary>Every number that a message names fits, and every axis is spoken of.</summary>
    [Theory]
    [InlineData("[Input(1, 100_001)] [MaxPool(1000)]", "stride 1000, as large as the kernel, does not fit: (100001 - 1000 + 2*0) / 1000 + 1 = 100.001; strides 1 and 7 fit, and Fit = Fit.Floor drops the last position")]
    [InlineData("[Input(3, 480, 640)] [Conv(8, 7, Stride = 4, Pad = 3)]", "stride 4 does not fit the rows: (480 - 7 + 2*3) / 4 + 1 = 120.75; nor the columns: (640 - 7 + 2*3) / 4 + 1 = 160.75; stride 1 fits, so does PadBottom = 4 with PadRight = 4, and Fit = Fit.Floor drops the last 3 rows and the last 3 columns")]
    [InlineData("[Input(1, 6, 7)] [Conv(4, 3, Stride = 3)]", "stride 3 does not fit the columns: (7 - 3 + 2*0) / 3 + 1 = 2.33; stride 1 fits, so do StrideWidth = 2 and 4 and PadRight = 2, and Fit = Fit.Floor drops the last column")]
    [InlineData("[Input(1, 8, 8)] [MaxPool(2, KernelWidth = 3)]", "stride 3, as large as the kernel, does not fit the columns: (8 - 3 + 2*0) / 3 + 1 = 2.67; StrideWidth = 1 and 5 fit, so do PadRight = 1 and KernelWidth = 2 and 4, and Fit = Fit.Floor drops the last 2 columns")]
    [InlineData("[Input(1, 4, 4)] [MaxPool(3)]", "stride 3, as large as the kernel, does not fit: (4 - 3 + 2*0) / 3 + 1 = 1.33; stride 1 fits, so do Pad = 1 and kernels 2 and 4, and Fit = Fit.Floor drops the last row and column")]
    [InlineData("[Input(1, 9, 9)] [MaxPool(2)]", "stride 2, as large as the kernel, does not fit: (9 - 2 + 2*0) / 2 + 1 = 4.5; stride 1 fits, so do PadBottom = 1 with PadRight = 1 and kernel 3, and Fit = Fit.Floor drops the last row and column")]
    [InlineData("[Input(64, 7, 7)] [AvgPool(8)]", "kernel 8 is larger than its padded input: 7 + 2*0 = 7 rows; kernel 7 fits")]
    [InlineData("[Input(1, 28, 28)] [Conv(8, 5, Dilation = 8)]", "kernel 5 with dilation 8 spans 8*(5 - 1) + 1 = 33 elements and is larger than its padded input: 28 + 2*0 = 28 rows; Dilation of at most 6, a kernel of at most 4 or Pad of at least 3 fits")]
    [InlineData("[Input(1, 3, 3)] [Conv(1, 5)]", "kernel 5 is larger than its padded input: 3 + 2*0 = 3 rows; a kernel of at most 3 or Pad of at least 1 fits")]
    [InlineData("[Input(1, 8, 8)] [Conv(4, int.MaxValue)]", "kernel 2147483647 is larger than its padded input: 8 + 2*0 = 8 rows; a kernel of at most 8 fits")]
    [InlineData("[Input(1, 8, 8)] [MaxPool(3, Pad = 2)]", "Pad is 2; a pooling layer's padding must be at most half its kernel, 3 / 2 = 1.5")]
    [InlineData("[Input(4, 101)] [Conv(8, 5, StrideHeight = 7)]", "StrideHeight is for rows, and what reaches Conv has none: (channels, length) = 4x101")]
    [InlineData("[Input(1, 8, 8), Network(Fit = Fit.Ceil)] [Conv(1, 3, Stride = 2)]", "stride 2 does not fit: (8 - 3 + 2*0) / 2 + 1 = 3.5; stride 1 fits, so does PadBottom = 1 with PadRight = 1, and Fit = Fit.Floor drops the last row and column")]
    [InlineData("[Input(1, 8, 8), Network(Algorithm = (ConvAlgorithm)9)] [MaxPool(2)]", "Algorithm is 9; it must be ConvAlgorithm.Fastest or ConvAlgorithm.Direct")]
    [InlineData("[Input(1, 8, 8), Network(Fit = (Fit)9)] [MaxPool(3)]", "Fit is 9; it must be Fit.Exact, Fit.Floor or Fit.Ceil")]
    [InlineData("[Input(1, 7, 7, 7)] [Conv(1, 3, Stride = 3)]", "stride 3 does not fit: (7 - 3 + 2*0) / 3 + 1 = 2.33; strides 1, 2 and 4 fit, so does Pad = 1, and Fit = Fit.Floor drops the last slice, row and column")]
    [InlineData("[Input(1, 6, 7, 8)] [Conv(1, 3, Stride = 3)]", "stride 3 does not fit the rows: (7 - 3 + 2*0) / 3 + 1 = 2.33; nor the columns: (8 - 3 + 2*0) / 3 + 1 = 2.67; stride 1 fits, so does PadBottom = 2 with PadRight = 1, and Fit = Fit.Floor drops the last row and the last 2 columns")]
    [InlineData("[Input(1, 16, 112, 114)] [MaxPool(5)]", "stride 5, as large as the kernel, does not fit the slices: (16 - 5 + 2*0) / 5 + 1 = 3.2; nor the rows: (112 - 5 + 2*0) / 5 + 1 = 22.4; nor the columns: (114 - 5 + 2*0) / 5 + 1 = 22.8; stride 1 fits, so does kernel 2, and Fit = Fit.Floor drops the last slice, the last 2 rows and the last 4 columns")]
    [InlineData("[Input(1, 8, 9, 9)] [Conv(1, 3, Stride = 3)]", "stride 3 does not fit the slices: (8 - 3 + 2*0) / 3 + 1 = 2.67; stride 1 fits, so do StrideDepth = 5 and PadBack = 1, and Fit = Fit.Floor drops the last 2 slices")]
    [InlineData("[Input(1, 3, 7, 7)] [Conv(1, 5)]", "kernel 5 is larger than its padded input: 3 + 2*0 = 3 slices; a kernel of at most 3 or Pad of at least 1 fits")]
    [InlineData("[Input(1, 7, 7)] [Conv(1, 9, Padding = Padding.Valid)]", "kernel 9 is larger than its padded input: 7 + 2*0 = 7 rows; a kernel of at most 7 fits")]
    [InlineData("[Input(1, 7, 7)] [Conv(1, 3, Stride = 3, Padding = Padding.Valid)]", "stride 3 does not fit: (7 - 3 + 2*0) / 3 + 1 = 2.33; strides 1, 2 and 4 fit, and Fit = Fit.Floor drops the last row and column")]
    [InlineData("[Input(3, 8, 8)] [Conv(1, 3, Pad = 1, Padding = Padding.Same)]", "Pad is set beside Padding = Padding.Same, which says how much padding there is; a layer takes one of the two")]
    [InlineData("[Input(3, 8, 8)] [Conv(1, 3, Padding = (Padding)3)]", "Padding is 3; it must be Padding.Explicit, Padding.Same or Padding.Valid")]
    [InlineData("[Input(3, 8, 9)] [Conv(1, 3, Padding = Padding.Same, Dilation = int.MaxValue)]", "the padding is (8 - 1)*1 + 4294967295 - 8 = 4294967294 rows, more than the 2,147,483,575 that an array can hold")]
    [InlineData("[Input(3, 8, 8)] [Conv(3, 3, Pad = int.MaxValue)]", "the output has 4,294,967,300 rows and columns, more than the 2,147,483,575 that an array can hold")]
    [InlineData("[Input(3, 8, 9)] [Conv(3, 3, Pad = int.MaxValue)]", "the output has 4,294,967,301 columns, more than the 2,147,483,575 that an array can hold")]
    [InlineData("[Input(3, 7, 7)] [DepthwiseConv(3, Multiplier = int.MaxValue)]", "the output has 3*2147483647 = 6,442,450,941 channels, more than the 2,147,483,575 that an array can hold")]
    [InlineData("[Input(4, 101)] [DepthwiseConv(5, StrideHeight = 7)]", "StrideHeight is for rows, and what reaches DepthwiseConv has none: (channels, length) = 4x101")]
    [InlineData("[Input(1, 6, 7)] [Conv(1, 3, Stride = 3, PadRight = 1)]", "stride 3 does not fit the columns: (7 - 3 + 0 + 1) / 3 + 1 = 2.67; stride 1 fits, so do StrideWidth = 5 and PadRight = 2, and Fit = Fit.Floor drops the last 2 columns")]
    [InlineData("[Input(1, 9)] [MaxPool(2)]", "stride 2, as large as the kernel, does not fit: (9 - 2 + 2*0) / 2 + 1 = 4.5; stride 1 fits, so do PadRight = 1 and kernel 3, and Fit = Fit.Floor drops the last position")]
    [InlineData("[Input(1, 3, 9)] [Conv(1, 5, PadBottom = 1)]", "kernel 5 is larger than its padded input: 3 + 0 + 1 = 4 rows; a kernel of at most 4 or Pad of at least 1 fits")]
    [InlineData("[Input(1, 3, 9)] [Conv(1, 5, PadTop = 0, PadBottom = 1)]", "kernel 5 is larger than its padded input: 3 + 0 + 1 = 4 rows; a kernel of at most 4 fits")]
    [InlineData("[Input(1, 8, 8)] [MaxPool(3, PadBottom = 2)]", "PadBottom is 2; a pooling layer's padding must be at most half its kernel, 3 / 2 = 1.5")]
    [InlineData("[Input(3, 8, 8)] [Conv(1, 3, PadLeft = 1, Padding = Padding.Same)]", "PadLeft is set beside Padding = Padding.Same, which says how much padding there is; a layer takes one of the two")]
    [InlineData("[Input(3, 8)] [Conv(1, 3, PadBottom = 1)]", "PadBottom is for rows, and what reaches Conv has none: (channels, length) = 3x8")]
    [InlineData("[Input(3, 3, 8)] [Conv(1, 3, Pad = 3, PadMode = PadMode.Reflect)]", "Pad is 3; PadMode.Reflect leaves out the edge that it mirrors at, so that it has 3 - 1 = 2 of the input's 3 rows")]
    [InlineData("[Input(3, 5, 4)] [ReLU, Conv(1, 3, Pad = 5, PadMode = PadMode.Circular)]", "Pad is 5; PadMode.Circular goes around once, so that it has the input's 4 columns; its input 3x5x4 is the output of relu1")]
    [InlineData("[Input(3, 2, 9)] [Conv(1, 5, Padding = Padding.Same, PadMode = PadMode.Reflect)]", "Padding.Same adds 2 rows on a side; PadMode.Reflect leaves out the edge that it mirrors at, so that it has 2 - 1 = 1 of the input's 2 rows")]
    [InlineData("[Input(3, 8, 8)] [Conv(1, 3, Algorithm = (ConvAlgorithm)2)]", "Algorithm is 2; it must be ConvAlgorithm.Fastest or ConvAlgorithm.Direct")]
    [InlineData("[Input(3, 8, 8)] [Conv(1, 3, PadMode = (PadMode)4)]", "PadMode is 4; it must be PadMode.Zeros, PadMode.Reflect, PadMode.Replicate or PadMode.Circular")]
    [InlineData("[Input(1, 7, 8)] [Conv(1, 3, KernelDepth = 3)]", "KernelDepth is for slices, and what reaches Conv has none: (channels, height, width) = 1x7x8")]
    [InlineData("[Input(7)] [Conv(1, 3)]", "Conv takes (channels, length), (channels, height, width) or (channels, depth, height, width), and what reaches it is (features) = 7")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Epsilon = -0.5)]", "Epsilon is -0.5; it must be above 0")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Epsilon = double.NaN)]", "Epsilon is NaN; it must be above 0")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Epsilon = 1e39)]", "Epsilon is 1E+39; it must be above 0 and at most 3.4e38")]
    [InlineData("[Input(3, 8, 8), LocalResponseNorm(3, K = 0)]", "K is 0; it must be above 0")]
    [InlineData("[Input(3, 8, 8), LocalResponseNorm(3, Alpha = 1e39)]", "Alpha is 1E+39; it must be at least 0 and at most 3.4e38")]
    [InlineData("[Input(6, 8, 8), GroupNorm(4)]", "4 groups do not divide the 6 channels (6 / 4 leaves 2); groups of 2, 3 and 6 do")]
    [InlineData("[Input(6, 8, 8), ChannelShuffle(4)]", "4 groups do not divide the 6 channels (6 / 4 leaves 2); groups of 2, 3 and 6 do")]
    [InlineData("[Input(12, 8, 8), PixelShuffle(3)]", "3*3 = 9 does not divide the 12 channels (12 / 9 leaves 3); scales 1 and 2 do")]
    [InlineData("[Input(3, 8, 8), ReLU, PixelShuffle(2)]", "2*2 = 4 does not divide the 3 channels (3 / 4 leaves 3); scale 1 does; its input 3x8x8 is the output of relu1")]
    [InlineData("[Input(12, 8), PixelShuffle(2)]", "PixelShuffle takes (channels, height, width), and what reaches it is (channels, length) = 12x8")]
    [InlineData("[Input(6, 8, 8), Slice(6, 1)]", "first is 6; of the 6 channels the last is 5")]
    [InlineData("[Input(6, 8, 8), Slice(4, 3)]", "count is 3; from channel 4 on there are 6 - 4 = 2 channels")]
    [InlineData("[Input(6, 8, 8), Upsample(2, AlignCorners = true)]", "AlignCorners is true; copies of the nearest element have no corners, so it must be false unless Mode is UpsampleMode.Bilinear")]
    [InlineData("[Input(6, 8, 8), ConvTranspose(4, 3, Stride = 2, OutputPad = 2)]", "OutputPad is 2; it must be below the stride or the dilation, max(2, 1) = 2")]
    [InlineData("[Input(6, 1, 8), ConvTranspose(4, 3, Pad = 2)]", "Pad is 2, which leaves no rows: (1 - 1)*1 - 2*2 + 1*(3 - 1) + 0 + 1 = -1; Pad of at most 1 leaves some")]
    [InlineData("[Input(6, 2, 8), ConvTranspose(4, 3, Stride = 2, PadTop = 4, PadBottom = 6)]", "PadBottom is 6, which leaves no rows: (2 - 1)*2 - (4 + 6) + 1*(3 - 1) + 0 + 1 = -5; PadBottom of at most 0 leaves some")]
    [InlineData("[Input(6, 8, 8), ConvTranspose(5, 3, Groups = 4)]", "Groups = 4 does not divide the 6 input channels (6 / 4 leaves 2) nor the 5 filters (5 / 4 leaves 1); Groups of 1 does")]
    [InlineData("[Input(6, 8, 8), ConvTranspose(5, 3, Fit = Fit.Floor)]", "Fit is set; a transposed convolution divides nothing, so nothing has to fit")]
    [InlineData("[Input(6, 8, 8), ConvTranspose(5, 3, Stride = int.MaxValue)]", "the output has 15,032,385,532 rows, more than the 2,147,483,575 that an array can hold")]
    [InlineData("[Input(6, 8, 8), Upsample(int.MaxValue)]", "the output has 17,179,869,176 rows and columns, more than the 2,147,483,575 that an array can hold")]
    [InlineData("[Input(6, 8, 9), Pad(2, PadMode = PadMode.Reflect, PadRight = 9)]", "PadRight is 9; PadMode.Reflect leaves out the edge that it mirrors at, so that it has 9 - 1 = 8 of the input's 9 columns")]
    [InlineData("[Input(6, 8, 9), Pad(2, PadMode = PadMode.Circular, PadTop = 9)]", "PadTop is 9; PadMode.Circular goes around once, so that it has the input's 8 rows")]
    [InlineData("[Input(6, 8, 9), Pad(2, PadMode = (PadMode)4)]", "PadMode is 4; it must be PadMode.Zeros, PadMode.Reflect, PadMode.Replicate or PadMode.Circular")]
    [InlineData("[Input(6, 8, 8), Reshape(6, 8, 9)]", "6*8*9 = 432 elements are not the 384 of 6x8x8")]
    [InlineData("[Input(6, 8, 8), Reshape(-1, 5, 7)]", "5*7 = 35 does not divide the 384 elements of 6x8x8")]
    [InlineData("[Input(6, 8), Pad(2, PadTop = 1)]", "PadTop is for rows, and what reaches Pad has none: (channels, length) = 6x8")]
    [InlineData("[Input(6, 8, 9), Crop(8, 0, 1, 1)]", "top is 8; of the 8 rows the last is 7")]
    [InlineData("[Input(6, 8, 9), Crop(0, 3, 8, 7)]", "width is 7; from column 3 on there are 9 - 3 = 6 columns")]
    [InlineData("[Input(6, 8), Crop(0, 3, 8, 7)]", "Crop(top, left, height, width) takes (channels, height, width), and what reaches it is (channels, length) = 6x8")]
    [InlineData("[Input(3), InstanceNorm]", "InstanceNorm takes channels of more than one element, since one less its own mean is always 0, and what reaches it is (features) = 3")]
    [InlineData("[Input(3, 8, 8), BatchNorm(Momentum = 1.5)]", "Momentum is 1.5; it must be above 0 and at most 1")]
    [InlineData("[Input(3, 9, 9), MaxPool(3), AdaptiveAvgPool(7, 3)]", "height is 7; an adaptive pool's output must be at most its input, 3 rows: 3 / 7 = 0.43 of them a window; its input 3x3x3 is the output of pool1")]
    [InlineData("[Input(3, 6, 5), AdaptiveMaxPool(7)]", "size is 7; an adaptive pool's output must be at most its input, 5 columns: 5 / 7 = 0.71 of them a window")]
    [InlineData("[Input(3, 6), AdaptiveMaxPool(2, 3)]", "AdaptiveMaxPool is told height and width, and what reaches it is (channels, length) = 3x6: it takes one size for each axis, or one for all")]
    [InlineData("[Input(3, 8, 3), MaxPool(2, Stride = 1, Pad = 1, Dilation = 4)]", "Dilation is 4; where a pooling layer has padding it must be at most its input's 3 columns, or a window could lie in the padding alone")]
    [InlineData("[Input(3, 8, 8), LpPool(0, 2)]", "norm is 0; it must be at least 1 and at most 32")]
    [InlineData("[Input(1000, 2000, 2000), ReLU]", "the input has 1000x2000x2000 = 4,000,000,000 elements, more than the 2,147,483,575 that an array can hold")]
    public void Messages_NameOnlyWhatFits(string attributes, string message) => Assert.Equal(message, Only(attributes + " partial class Wrong;").GetMessage(null));

    /// <summary>The nearest number that is right, and mends the layer.</summary>
    [Theory]
    [InlineData("[Input(3, 9, 9), MaxPool(3), AdaptiveAvgPool(7, 3)]", "height", "3")]
    [InlineData("[Input(3, 6, 5), AdaptiveMaxPool(7)]", "size", "5")]
    [InlineData("[Input(3, 6, 5), AdaptiveMaxPool(0)]", "size", "1")]
    [InlineData("[Input(3, 8, 3), MaxPool(2, Stride = 1, Pad = 1, Dilation = 4)]", "Dilation", "3")]
    [InlineData("[Input(3, 8, 8), LpPool(33, 2)]", "norm", "32")]
    public void NumbersOfPools_AreSuggested(string attributes, string parameter, string value) =>
        Assert.Equal(value, Only(attributes + " partial class Wrong;").Properties[parameter]);

    /// <summary>Channels at the end, as other frameworks have them: said where another order mends it, and kept quiet where it is none.</summary>
    [Theory]
    [InlineData("[Input(28, 28, 1)] [Conv(6, 5)]", "kernel 5 is larger than its padded input: 1 + 2*0 = 1 columns; a kernel of at most 1 fits; or Input has its sizes in another order than channels, height and width: 28x28 with 1 channel is Input(1, 28, 28)")]
    [InlineData("[Input(32, 48, 3)] [ReLU] [Conv(6, 5)]", "kernel 5 is larger than its padded input: 3 + 2*0 = 3 columns; a kernel of at most 3 or Pad of at least 1 fits; its input 32x48x3 is the output of relu1; or Input has its sizes in another order than channels, height and width: 32x48 with 3 channels is Input(3, 32, 48)")]
    [InlineData("[Input(28, 28, 1)] [Conv(6, 3, Pad = 1), ReLU, MaxPool(2)]", "kernel 2 is larger than its padded input: 1 + 2*0 = 1 columns; its input 6x28x1 is the output of relu1; or Input has its sizes in another order than channels, height and width: 28x28 with 1 channel is Input(1, 28, 28)")]
    [InlineData("[Input(32, 32, 3)] [MaxPool(2)]", "stride 2, as large as the kernel, does not fit the columns: (3 - 2 + 2*0) / 2 + 1 = 1.5; stride 1 fits, so does PadRight = 1, and Fit = Fit.Floor drops the last column; or Input has its sizes in another order than channels, height and width: 32x32 with 3 channels is Input(3, 32, 32)")]
    [InlineData("[Input(16, 112, 112, 3)] [Conv(8, 7)]", "kernel 7 is larger than its padded input: 3 + 2*0 = 3 columns; a kernel of at most 3 or Pad of at least 2 fits; or Input has its sizes in another order than channels, depth, height and width: 16x112x112 with 3 channels is Input(3, 16, 112, 112)")]
    public void ChannelsAtTheEnd_AreSaid(string attributes, string message) => Assert.Equal(message, Only(attributes + " partial class Wrong;").GetMessage(null));

    [Theory]
    [InlineData("[Input(28, 1)] [Conv(6, 5)]", "a sequence")]
    [InlineData("[Input(3, 28, 1)] [Conv(6, 5)]", "colour is first")]
    [InlineData("[Input(28, 28, 2)] [Conv(6, 5)]", "nobody has two channels")]
    [InlineData("[Input(256, 4, 4)] [Conv(6, 5)]", "a map as wide as it is high")]
    [InlineData("[Input(28, 30, 1)] [Conv(6, 29)]", "does not fit in the other order either")]
    [InlineData("[Input(28, 28, 1)] [Conv(6, 1), Conv(8, 3, Groups = 4)]", "another error")]
    [InlineData("[Input(28, 28, 4)] [Conv(8, 5, Groups = 28)]", "another error in the other order")]
    public void OtherSizes_AreTakenAsTheyAre(string attributes, string why)
    {
        Diagnostic error = GeneratorRun.Of(attributes + " partial class Wrong;").Result.Diagnostics[0];
        Assert.False(error.Properties.ContainsKey("@channelsFirst") || error.GetMessage(null).Contains("order", System.StringComparison.Ordinal), $"{why}: {error.GetMessage(null)}");
    }

    /// <summary>A change of one axis's own number is judged by that axis; the other one has its own error.</summary>
    [Fact]
    public void StridesOfTwoAxes_AreSuggestedEachForItself()
    {
        Diagnostic[] errors = GeneratorRun.Of("[Input(1, 8, 8)] [Conv(4, 3, StrideHeight = 2, StrideWidth = 4)] partial class Wrong;").Result.Diagnostics.ToArray();
        Assert.Equal("1", errors[0].Properties["StrideHeight"]);
        Assert.Equal("5\n1", errors[1].Properties["StrideWidth"]);
    }

    [Fact]
    public void Misfit_CarriesThePreviousLayerAsASecondPlace()
    {
        Diagnostic misfit = Only("[Input(1, 9, 9)] [Conv(1, 3)] [MaxPool(2)] partial class Wrong;");
        Location previous = Assert.Single(misfit.AdditionalLocations);
        Assert.Equal("Conv", previous.SourceTree!.GetText().ToString(previous.SourceSpan));
        Assert.Equal("conv1: 1x7x7", misfit.Properties["@outputs"]);
        Diagnostic first = Only("[Input(1, 9, 9)] [MaxPool(2)] partial class Wrong;");
        Assert.Equal("Input", first.AdditionalLocations.Single().SourceTree!.GetText().ToString(first.AdditionalLocations[0].SourceSpan));
        Assert.Equal("Input: 1x9x9", first.Properties["@outputs"]);
    }

    /// <summary>As much padding as there is input for, and of the edge any.</summary>
    [Theory]
    [InlineData("Pad = 2, PadMode = PadMode.Reflect")]
    [InlineData("Pad = 3, PadMode = PadMode.Circular")]
    [InlineData("Pad = 9, PadMode = PadMode.Replicate")]
    [InlineData("Pad = 9, PadMode = PadMode.Zeros")]
    [InlineData("Padding = Padding.Valid, PadMode = PadMode.Reflect")]
    public void PaddingFromTheInput_IsAccepted(string arguments) =>
        DiagnosticAssert.Reports($"using CnnGen; [Input(3, 3, 3), Conv(4, 3, {arguments})] public partial class Right;" + Use("Right"));

    [Theory]
    [InlineData("[Network(Fit = Fit.Floor)] [Input(1, 7, 7)] [Conv(1, 3, Stride = 3)]")]
    [InlineData("[Input(1, 7, 7)] [Conv(1, 3, Stride = 3, Fit = Fit.Floor)]")]
    [InlineData("[Input(1, 7, 7)] [MaxPool(2, Fit = Fit.Ceil)]")]
    public void AnotherFit_IsAccepted(string attributes) =>
        DiagnosticAssert.Reports($"using CnnGen; {attributes} public partial class Right;" + Use("Right"));

    /// <summary>Code that touches every generated member, so that a missing one shows as an error of the compiler.</summary>
    internal static string Use(string network) => $$"""

        public static class Use
        {
            public static void All(System.IO.Stream stream, byte[] bytes)
            {
                using {{network}} made = {{network}}.Create(seed: 1);
                using var loaded = {{network}}.Load("file.safetensors");
                using var read = {{network}}.Load(stream);
                using var parsed = {{network}}.Load((System.ReadOnlySpan<byte>)bytes);
                using var fork = made.Fork();
                System.Span<float> scores = stackalloc float[{{network}}.OutputLength];
                made.Forward(new float[{{network}}.InputLength], scores);
                using CnnGen.TrainingGraph graph = made.CreateTrainingGraph(batchSize: 8);
                made.Save("file.safetensors");
                int parameters = made.Parameters.Count + {{network}}.ParameterCount;
                long work = {{network}}.MultiplyAdds + {{network}}.Info.Layers.Count + parameters;
                System.GC.KeepAlive(work + Any<{{network}}>());
            }

            private static long Any<T>() where T : class, CnnGen.INetwork<T> => T.InputLength + T.OutputLength + T.ParameterCount + T.MultiplyAdds + T.Info.Layers.Count;
        }
        """;

    private static Diagnostic Only(string source) => Assert.Single(GeneratorRun.Of(source).Result.Diagnostics);
}
