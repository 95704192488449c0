using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace CnnGen.Tests;

/// <summary>Safetensors files of zeros, whatever their tensors' names, types and shapes.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Of(IEnumerable<(string Name, string Type, int[] Shape)> tensors)
    {
        long position = 0;
        List<string> entries = [];
        foreach ((string name, string type, int[] shape) in tensors)
        {
            long end = position + shape.Aggregate(type switch { "I64" or "F64" => 8L, "BF16" or "F16" => 2L, _ => 4L }, static (bytes, size) => bytes * size);
            entries.Add($"{JsonSerializer.Serialize(name)}:{{\"dtype\":\"{type}\",\"shape\":[{string.Join(",", shape)}],\"data_offsets\":[{position},{end}]}}");
            position = end;
        }

        byte[] header = Encoding.UTF8.GetBytes($"{{{string.Join(",", entries)}}}");
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[position]];
    }
}
