using CnnGen.Onnx.Format;
using Google.Protobuf;

namespace CnnGen.Export.Writing;

/// <summary>Makes attributes of operators. The numbers of their types are ONNX's.</summary>
internal static class Attributes
{
    private const int Float = 1;
    private const int Integer = 2;
    private const int Text = 3;
    private const int Integers = 7;

    public static AttributeProto Of(string name, double value) => new() { Name = name, Type = Float, F = (float)value };

    public static AttributeProto Of(string name, int value) => new() { Name = name, Type = Integer, I = value };

    public static AttributeProto Of(string name, string value) => new() { Name = name, Type = Text, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Of(string name, long[] values)
    {
        AttributeProto attribute = new() { Name = name, Type = Integers };
        attribute.Ints.Add(values);
        return attribute;
    }
}
