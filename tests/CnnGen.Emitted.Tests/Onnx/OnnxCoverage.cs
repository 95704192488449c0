using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests.Onnx;

/// <summary>
/// What is not run of ONNX's cases, and why. Tests compare it with what is run: nothing is left out unsaid, and nothing stands here that runs.
/// </summary>
internal static class OnnxCoverage
{
    private static readonly (string Reason, string[] Cases)[] Reasons =
    [
        ("an optimizer's step, not a layer",
        [
            "test_adagrad",
            "test_adam",
            "test_momentum_multiple",
            "test_nesterov_momentum",
        ]),
        ("a loss with labels, not a layer",
        [
            "test_nllloss_NCd1",
            "test_nllloss_NCd1_mean_weight_negative_ii",
            "test_nllloss_NCd1d2",
            "test_nllloss_NCd1d2_reduction_mean",
            "test_nllloss_NCd1d2_reduction_sum",
            "test_nllloss_NCd1d2_with_weight_reduction_sum_ii",
            "test_nllloss_NCd1d2d3_sum_weight_high_ii",
            "test_nllloss_NCd1d2d3d4d5_mean_weight",
            "test_nllloss_NCd1d2d3d4d5_none_no_weight",
            "test_sce_NCd1_mean_weight_negative_ii",
            "test_sce_NCd1_mean_weight_negative_ii_log_prob",
            "test_sce_NCd1d2d3_none_no_weight_negative_ii_log_prob",
            "test_sce_NCd1d2d3_sum_weight_high_ii",
            "test_sce_NCd1d2d3d4d5_mean_weight",
            "test_sce_NCd1d2d3d4d5_none_no_weight",
            "test_sce_NCd1d2d3d4d5_none_no_weight_log_prob",
            "test_sce_mean_log_prob",
            "test_sce_mean_no_weight_ii",
            "test_sce_mean_no_weight_ii_3d_log_prob",
            "test_sce_mean_no_weight_ii_log_prob",
            "test_sce_mean_weight",
            "test_sce_mean_weight_ii",
            "test_sce_mean_weight_ii_3d",
            "test_sce_mean_weight_ii_3d_log_prob",
            "test_sce_mean_weight_ii_4d_log_prob",
            "test_sce_none_weights_log_prob",
        ]),
        ("the mean leaves padding out that is wider than half a window",
        [
            "test_averagepool_2d_pads",
        ]),
        ("taps that lie apart and end outside: the mean is over fewer of them",
        [
            "test_averagepool_3d_dilations_large_count_include_pad_is_1_ceil_mode_is_True",
        ]),
        ("quotients of integers are cut to whole numbers",
        [
            "test_div_int16",
            "test_div_int32_trunc",
            "test_div_uint16",
            "test_div_uint8",
        ]),
        ("a mask drawn from ONNX's own random numbers",
        [
            "test_training_dropout",
            "test_training_dropout_default_mask",
        ]),
        ("a function that no layer is and no few of them are",
        [
            "test_erf",
            "test_log",
            "test_thresholdedrelu",
            "test_thresholdedrelu_default",
        ]),
        ("an optional value, not a tensor",
        [
            "test_identity_opt",
        ]),
        ("elements at places that are data",
        [
            "test_maxunpool_export_without_output_shape",
        ]),
        ("numbers beyond float32",
        [
            "test_operator_add_size1_right_broadcast",
            "test_operator_add_size1_singleton_broadcast",
        ]),
        ("cubic interpolation",
        [
            "test_resize_downsample_scales_cubic",
            "test_resize_downsample_sizes_cubic_antialias",
            "test_resize_upsample_scales_cubic",
            "test_resize_upsample_scales_cubic_A_n0p5_exclude_outside",
            "test_resize_upsample_scales_cubic_align_corners",
            "test_resize_upsample_sizes_cubic",
        ]),
        ("linear interpolation of fewer elements",
        [
            "test_resize_downsample_scales_linear_align_corners",
            "test_resize_downsample_scales_linear_antialias",
            "test_resize_downsample_scales_linear_half_pixel_symmetric",
            "test_resize_tf_crop_and_resize_axes_3_2",
            "test_resize_tf_crop_and_resize_extrapolation_value",
        ]),
        ("nearest elements that are unequally far apart",
        [
            "test_resize_downsample_sizes_nearest",
            "test_resize_downsample_sizes_nearest_not_smaller",
        ]),
        ("steps backward",
        [
            "test_slice_neg_steps",
        ]),
        ("an output without elements",
        [
            "test_slice_start_out_of_bounds",
        ]),
    ];

    /// <summary>The cases that are not run, each with its reason.</summary>
    public static IReadOnlyDictionary<string, string> NotRun { get; } =
        Reasons.SelectMany(group => group.Cases.Select(name => (name, group.Reason))).ToDictionary();

    /// <summary>Outputs that operators have beside their result, by the operator and the output's place, and why they are not compared.</summary>
    public static IReadOnlyDictionary<(string Operator, int Output), string> NotCompared { get; } = new Dictionary<(string, int), string>
    {
        [("BatchNormalization", 2)] = "the running variance takes the biased variance in ONNX, and the unbiased one here as in PyTorch",
        [("Dropout", 1)] = "the mask is no output of a layer",
        [("LayerNormalization", 1)] = "the mean is no output of a layer",
        [("LayerNormalization", 2)] = "the deviation's reciprocal is no output of a layer",
        [("MaxPool", 1)] = "the places of the largest elements are no output of a layer",
    };

    /// <summary>Operators that are, in some cases, layers with weights which are no data of the case but say what the operator does.</summary>
    public static IReadOnlyDictionary<string, string> WithPreparedWeights { get; } = new Dictionary<string, string>
    {
        ["AveragePool"] = "with taps that lie apart, a convolution by equal weights",
        ["HardSigmoid"] = "with another slope and centre, a scale in front",
        ["Pad"] = "with another constant than zero, a constant taken off in front and added behind",
        ["Selu"] = "with another factor, a scale behind",
        ["SpaceToDepth"] = "a convolution each of whose filters takes one element of its window",
    };
}
